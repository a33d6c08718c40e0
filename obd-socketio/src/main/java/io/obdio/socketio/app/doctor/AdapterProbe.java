package io.obdio.socketio.app.doctor;

import io.obdio.core.message.DiagnosticRequest;
import io.obdio.core.message.EcuMessage;
import io.obdio.core.message.Payload;
import io.obdio.core.transport.ConnectionStatus;
import io.obdio.core.transport.DiagnosticTransport;
import io.obdio.core.transport.TransportAnswer;
import io.obdio.core.transport.TransportException;
import io.obdio.core.transport.TransportUri;
import io.obdio.core.transport.Transports;
import io.obdio.elm327.Elm327Provider;
import io.obdio.elm327.inspection.AdapterInspection;
import io.obdio.elm327.inspection.AdapterReport;
import io.obdio.elm327.inspection.InspectedVehicle;
import io.obdio.elm327.inspection.RequestTrial;
import io.obdio.elm327.link.ByteLink;
import io.obdio.elm327.link.LinkUnavailableException;
import io.obdio.elm327.link.SerialPorts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * The probe of the vehicle behind a transport. An adapter of {@code elm327:} is inspected; of other
 * transports only requests of service 01 that read are sent.
 */
final class AdapterProbe {

  /** The scheme whose adapters are inspected. */
  static final String ELM = "elm327";

  private static final long OPEN_MILLIS = 40_000;
  private static final Duration INSPECTION = Duration.ofMinutes(2);
  private static final Duration REQUEST = Duration.ofSeconds(3);
  private static final int REQUESTS = 5;
  private static final Payload MAP = Payload.of(0x01, 0x00);
  private static final Payload RPM = Payload.of(0x01, 0x0C);

  private final TransportUri uri;
  private final SerialPorts ports;
  private final Consumer<String> progress;

  /**
   * Creates a probe.
   *
   * @param progress receives a phrase about each step that may take more than a second
   */
  AdapterProbe(TransportUri uri, SerialPorts ports, Consumer<String> progress) {
    this.uri = uri;
    this.ports = ports;
    this.progress = progress;
  }

  AdapterFacts collect() throws TransportException {
    return uri.scheme().equals(ELM) ? inspect() : request();
  }

  private AdapterFacts inspect() throws TransportException.BadUri {
    progress.accept("searching for the adapter");
    String name = uri.target().isEmpty() ? "no port" : uri.target().replaceFirst("^//", "");
    try (ByteLink link = new Elm327Provider(ports).links(uri).open(OPEN_MILLIS)) {
      AdapterReport report = AdapterInspection.inspect(link, INSPECTION, progress);
      return new AdapterFacts(
          "",
          "",
          link.name(),
          report,
          null,
          report.features().isEmpty() ? null : EmulatedAdapters.mostSimilar(report),
          vehicle(report));
    } catch (LinkUnavailableException e) {
      return AdapterFacts.failed(name, String.valueOf(e.getMessage()));
    }
  }

  private static ObservedVehicle vehicle(AdapterReport report) {
    InspectedVehicle vehicle = report.vehicle();
    List<String> ecus = vehicle.ecus().stream().map(Object::toString).toList();
    double millis = Double.NaN;
    for (RequestTrial trial : report.trials()) {
      if (Double.isNaN(millis) && trial.works()) {
        millis = trial.millisPerRequest();
      }
    }
    return new ObservedVehicle(vehicle.protocol().name(), vehicle.failure(), ecus, millis);
  }

  /** Opens another transport and requests what every vehicle answers. */
  private AdapterFacts request() throws TransportException {
    progress.accept("connecting " + uri);
    try (DiagnosticTransport transport = Transports.create(uri)) {
      List<EcuMessage> maps;
      try {
        maps = transport.open(Duration.ofMillis(OPEN_MILLIS));
      } catch (TransportException.Unavailable e) {
        return AdapterFacts.failed(uri.toString(), String.valueOf(e.getMessage()));
      }
      ObservedVehicle vehicle =
          transport.status() == ConnectionStatus.CAR_CONNECTED
              ? vehicle(transport, maps)
              : new ObservedVehicle("", "no ECU answers the request 0100", List.of(), Double.NaN);
      return new AdapterFacts("", "", uri.toString(), null, null, null, vehicle);
    }
  }

  private static ObservedVehicle vehicle(DiagnosticTransport transport, List<EcuMessage> opened)
      throws TransportException {
    TreeSet<String> ecus = new TreeSet<>();
    List<EcuMessage> maps = opened.isEmpty() ? answers(transport, MAP) : opened;
    maps.forEach(message -> ecus.add(message.ecu().toString()));
    long start = System.nanoTime();
    int answered = 0;
    for (int i = 0; i < REQUESTS; i++) {
      answered += answers(transport, RPM).isEmpty() ? 0 : 1;
    }
    double millis = (System.nanoTime() - start) / 1e6 / REQUESTS;
    return new ObservedVehicle(
        transport.protocol().name(),
        "",
        new ArrayList<>(ecus),
        answered == REQUESTS ? millis : Double.NaN);
  }

  private static List<EcuMessage> answers(DiagnosticTransport transport, Payload request)
      throws TransportException {
    TransportAnswer answer = transport.exchange(DiagnosticRequest.functional(request), REQUEST);
    return answer instanceof TransportAnswer.Messages messages ? messages.messages() : List.of();
  }
}
