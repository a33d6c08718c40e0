package io.obdio.socketio.app.check;

import io.obdio.core.transport.AdapterTransportProvider;
import io.obdio.core.transport.DiagnosticTransport;
import io.obdio.core.transport.TransportException;
import io.obdio.core.transport.TransportUri;
import io.obdio.core.transport.Transports;
import io.obdio.isotp.can.CanBus;
import io.obdio.isotp.can.VirtualCanBus;
import io.obdio.isotp.engine.IsoTpOptions;
import io.obdio.isotp.network.IsoTpNetwork;
import io.obdio.isotp.transport.IsoTpTransport;
import io.obdio.isotp.transport.ObdOptions;
import io.obdio.isotp.transport.ObdOptions.IdFormat;
import io.obdio.sim.BusProtocol;
import io.obdio.sim.CarOnCan;
import io.obdio.sim.CarOnCan.Identifiers;
import io.obdio.sim.elm327.Elm327;
import io.obdio.sim.elm327.ElmConfig;
import io.obdio.sim.elm327.port.ElmPort;
import io.obdio.sim.fault.FaultInjector;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** The connection through which a live check sends its requests. */
public enum LiveLink {
  /** The ELM327 driver and an emulated adapter. */
  ADAPTER("through an ELM327 adapter") {
    @Override
    Connected connect(RecordedVehicle vehicle) throws TransportException {
      AdapterTransportProvider driver =
          Transports.providers().stream()
              .filter(provider -> provider.schemes().contains(ELM327.scheme()))
              .filter(AdapterTransportProvider.class::isInstance)
              .map(AdapterTransportProvider.class::cast)
              .findFirst()
              .orElseThrow(
                  () ->
                      new TransportException.Unavailable(
                          "the ELM327 driver is missing: add obd-transport-elm327"));
      Elm327 adapter =
          new Elm327(ElmConfig.DEFAULT.with(vehicle.protocol()), vehicle, new FaultInjector());
      return new Connected(
          driver.create(ELM327, timeout -> ElmPort.virtualTime(adapter)), () -> {});
    }
  },

  /** ISO-TP on a virtual CAN bus. */
  CAN_BUS("on a CAN bus") {
    @Override
    Connected connect(RecordedVehicle vehicle) throws TransportException {
      BusProtocol protocol = vehicle.protocol();
      if (!protocol.isCan()) {
        throw new TransportException.Unavailable(protocol.title() + " is not CAN");
      }
      String name = "check-definitions-" + COUNT.incrementAndGet();
      CanBus vehicleEnd = VirtualCanBus.open(name);
      IsoTpNetwork network = IsoTpNetwork.open(vehicleEnd);
      Identifiers format = protocol.extended() ? Identifiers.BITS_29 : Identifiers.BITS_11;
      CarOnCan nodes = CarOnCan.on(network, vehicle.ecus(), List.of(format));
      DiagnosticTransport transport =
          IsoTpTransport.onBus(
              () -> VirtualCanBus.open(name), IsoTpOptions.builder().build(), options(protocol));
      return new Connected(
          transport,
          () -> {
            nodes.close();
            network.close();
            vehicleEnd.close();
          });
    }
  };

  private static final TransportUri ELM327 =
      new TransportUri("elm327", "", Map.of("watchdog", "0"));
  private static final AtomicInteger COUNT = new AtomicInteger();

  /** Twice the standard's time: the vehicle runs on the same machine, which may be busy. */
  private static final Duration P2 = Duration.ofMillis(100);

  private final String text;

  LiveLink(String text) {
    this.text = text;
  }

  /**
   * A transport that is not open yet.
   *
   * @param transport leads to the vehicle
   * @param close disconnects the vehicle after the transport was closed
   */
  record Connected(DiagnosticTransport transport, Runnable close) {}

  /**
   * Connects a vehicle.
   *
   * @throws TransportException if this connection cannot reach such a vehicle
   */
  abstract Connected connect(RecordedVehicle vehicle) throws TransportException;

  private static ObdOptions options(BusProtocol protocol) {
    ObdOptions defaults = ObdOptions.DEFAULTS;
    return new ObdOptions(
        P2,
        defaults.p2Star(),
        List.of(protocol.extended() ? IdFormat.BITS_29 : IdFormat.BITS_11),
        protocol.bitRate(),
        defaults.testerPresent(),
        defaults.waitForAll());
  }

  /** Returns the connection in words. */
  public String text() {
    return text;
  }
}
