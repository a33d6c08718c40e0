package io.obdio.elm327.inspection;

import io.obdio.elm327.command.AdapterSetup;
import io.obdio.elm327.command.AtCommand;
import io.obdio.elm327.command.Capabilities;
import io.obdio.elm327.command.ElmAdapter;
import io.obdio.elm327.command.Expect;
import io.obdio.elm327.link.ByteLink;
import java.io.IOException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The inspection of the adapter behind an open link: identity, missing commands, vehicle, and the
 * rates of several forms of requests and bit rates. It sends {@link PermittedCommand}s only, and
 * restores the bit rate and the defaults of the session.
 *
 * <p>Used once, by one thread. Times are in the link's time.
 */
public final class AdapterInspection {

  private static final long SETUP_MILLIS = 10_000;
  private static final long COMMAND_MILLIS = 2_000;

  private final InspectionLink link;
  private final ElmAdapter adapter;
  private final long deadline;
  private final Consumer<String> progress;

  private final Map<AdapterFeature, Boolean> features = new EnumMap<>(AdapterFeature.class);
  private String description = "";
  private double volts = Double.NaN;
  private InspectedVehicle vehicle = InspectedVehicle.NONE;
  private List<RequestTrial> trials = List.of();
  private List<BitRateTrial> bitRates = List.of();
  private int repeated;

  private AdapterInspection(ByteLink link, Duration limit, Consumer<String> progress) {
    this.link = new InspectionLink(link);
    this.adapter = new ElmAdapter(this.link, new Capabilities());
    this.deadline = link.nanoTime() + limit.toNanos();
    this.progress = progress;
  }

  /**
   * Inspects an adapter. The link remains open.
   *
   * @param limit the longest time that the inspection takes, except for restoring the bit rate
   * @param progress receives a phrase about each step that may take more than a second
   * @return the report; incomplete if the link is lost or the limit is exceeded
   */
  public static AdapterReport inspect(ByteLink link, Duration limit, Consumer<String> progress) {
    return new AdapterInspection(link, limit, progress).run();
  }

  private AdapterReport run() {
    int bitRate = link.baudRate();
    String interruption = "";
    try {
      if (prepare()) {
        inspectAll();
        // The defaults of the session, so that the next program finds what it expects.
        adapter.set(AtCommand.DEFAULTS, "", within(COMMAND_MILLIS));
      }
      if (deadline - link.nanoTime() <= 0) {
        interruption = "the time for the inspection is over";
      }
    } catch (IOException e) {
      interruption = String.valueOf(e.getMessage());
    }
    String stn = adapter.capabilities().stn();
    return new AdapterReport(
        link.name(),
        bitRate,
        adapter.capabilities().identity(),
        description,
        // A late answer to AT I may be taken for that to STI.
        stn == null || stn.startsWith("ELM") ? "" : stn,
        volts,
        features,
        link.quality(repeated),
        vehicle,
        trials,
        bitRates,
        interruption);
  }

  private long within(long millis) {
    return adapter.dialogue().within(millis, deadline);
  }

  private boolean prepare() throws IOException {
    return AdapterSetup.prepare(adapter, within(SETUP_MILLIS));
  }

  private void inspectAll() throws IOException {
    adapter.identify(within(COMMAND_MILLIS));
    description = adapter.read(AtCommand.DESCRIPTION, Expect.ANY, within(COMMAND_MILLIS));
    adapter.isStn(within(COMMAND_MILLIS));
    volts = AdapterSetup.voltage(adapter, within(COMMAND_MILLIS));
    progress.accept("testing the commands of the adapter");
    FeatureProbe probe = new FeatureProbe(adapter, deadline);
    features.putAll(probe.run());
    repeated = probe.repeated();
    // Undoes what the commands have set.
    if (prepare()) {
      inspectVehicle();
    }
  }

  private void inspectVehicle() throws IOException {
    if (!adapter.send(AtCommand.MEMORY_OFF.text(), within(COMMAND_MILLIS))) {
      vehicle =
          new InspectedVehicle(
              vehicle.protocol(),
              "not searched for: the adapter does not understand AT M0 and would store the protocol",
              List.of(),
              vehicle.longReply());
      return;
    }
    progress.accept("searching for the vehicle");
    VehicleProbe probe = new VehicleProbe(adapter, deadline);
    vehicle = probe.search();
    RequestMeter meter = probe.meter();
    if (meter == null) {
      return;
    }
    progress.accept("measuring requests");
    trials = meter.compareForms();
    vehicle = probe.withLongReply();
    RequestForm densest = RequestMeter.densest(trials);
    if (densest != null) {
      bitRates = new BitRateProbe(adapter, meter, densest, deadline, progress).run(features);
    }
  }
}
