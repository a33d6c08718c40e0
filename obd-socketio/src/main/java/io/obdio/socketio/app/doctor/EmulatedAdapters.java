package io.obdio.socketio.app.doctor;

import io.obdio.core.transport.AdapterPort;
import io.obdio.elm327.inspection.AdapterFeature;
import io.obdio.elm327.inspection.AdapterInspection;
import io.obdio.elm327.inspection.AdapterReport;
import io.obdio.elm327.link.AdapterPortLink;
import io.obdio.elm327.link.ByteLink;
import io.obdio.elm327.link.LinkUnavailableException;
import io.obdio.sim.DiagnosticConnector;
import io.obdio.sim.SimulatedVehicle;
import io.obdio.sim.elm327.Elm327;
import io.obdio.sim.elm327.ElmConfig;
import io.obdio.sim.elm327.ElmIdentity;
import io.obdio.sim.elm327.port.ElmPort;
import io.obdio.sim.fault.Fault;
import io.obdio.sim.fault.FaultInjector;
import io.obdio.sim.vehicle.SimClock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The comparison of an adapter with the emulated ones of obd-sim. These are inspected as well, in
 * memory, so that the table of what each identity lacks exists once, in the emulator.
 */
final class EmulatedAdapters {

  private static final Duration LIMIT = Duration.ofSeconds(10);

  private EmulatedAdapters() {}

  /** Returns the emulated adapter that has the same commands, or nearly so; null if none does. */
  static AdapterFacts.@Nullable Similarity mostSimilar(AdapterReport report) {
    AdapterFacts.Similarity best = null;
    for (Map.Entry<ElmIdentity, AdapterReport> row : Reports.ALL.entrySet()) {
      AdapterReport emulated = row.getValue();
      int differences = differences(report, emulated);
      if (report.stn().isEmpty() == emulated.stn().isEmpty()
          && (best == null || differences < best.differences())) {
        String chip = row.getKey().stn() ? " of an OBDLink" : "";
        best = new AdapterFacts.Similarity(row.getKey().id() + chip, differences);
      }
    }
    return best;
  }

  private static int differences(AdapterReport one, AdapterReport other) {
    int count = 0;
    for (AdapterFeature feature : AdapterFeature.values()) {
      Boolean mine = one.features().get(feature);
      Boolean its = other.features().get(feature);
      count += mine != null && its != null && !mine.equals(its) ? 1 : 0;
    }
    return count;
  }

  /** The reports, made when they are first needed. */
  private static final class Reports {
    static final Map<ElmIdentity, AdapterReport> ALL = inspectAll();

    private static Map<ElmIdentity, AdapterReport> inspectAll() {
      Map<ElmIdentity, AdapterReport> reports = new EnumMap<>(ElmIdentity.class);
      for (ElmIdentity identity : ElmIdentity.values()) {
        reports.put(identity, inspect(identity));
      }
      return reports;
    }

    private static AdapterReport inspect(ElmIdentity identity) {
      FaultInjector faults = new FaultInjector();
      faults.inject(new Fault.IgnitionOff()); // only the adapter is of interest
      DiagnosticConnector car =
          DiagnosticConnector.of(SimulatedVehicle.standard(SimClock.manual(), 1));
      Elm327 adapter = new Elm327(ElmConfig.DEFAULT.with(identity), car, faults);
      AdapterPort.Opener opener = timeout -> ElmPort.realTime(adapter);
      try (ByteLink link = AdapterPortLink.source(opener).open(LIMIT.toMillis())) {
        return AdapterInspection.inspect(link, LIMIT, step -> {});
      } catch (LinkUnavailableException e) {
        throw new IllegalStateException("the emulated adapter has no fault", e);
      }
    }
  }
}
