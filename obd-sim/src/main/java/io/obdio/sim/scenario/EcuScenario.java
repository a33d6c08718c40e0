package io.obdio.sim.scenario;

import io.obdio.core.message.Payload;
import io.obdio.sim.EcuSettings;
import io.obdio.sim.SimulatedVehicle;
import io.obdio.sim.ecu.Calibration;
import io.obdio.sim.ecu.EcuAddresses;
import io.obdio.sim.ecu.EcuExtendedAddress;
import io.obdio.sim.vehicle.Dtc;
import io.obdio.sim.vehicle.EcuKind;
import io.obdio.sim.vehicle.ReadinessMonitor;
import io.obdio.sim.vehicle.TroubleMemory;
import io.obdio.sim.vehicle.Vehicle;
import io.obdio.sim.vehicle.VehicleSignal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The section of a scenario for one ECU.
 *
 * @param kind the kind of ECU
 * @param latency the delay of every answer; empty for the scenario's
 * @param addresses its addresses; empty for the usual ones of its kind
 * @param extended an address of extended addressing; empty for none
 * @param stored confirmed codes
 * @param pending codes of the current or last driving cycle
 * @param permanent permanent codes
 * @param incomplete monitors that do not complete
 * @param calibrations the calibrations of service 09; empty for the usual ones of its kind
 * @param pids constant data of PIDs of service 01
 * @param data constant data of data identifiers of service 22
 * @param tests results of tests of service 06
 * @param refused negative response codes by the service that the ECU refuses with them
 * @param busy how many attempts of each request are answered by busyRepeatRequest
 */
public record EcuScenario(
    EcuKind kind,
    Optional<Duration> latency,
    Optional<EcuAddresses> addresses,
    Optional<EcuExtendedAddress> extended,
    List<StoredCode> stored,
    List<Dtc> pending,
    List<Dtc> permanent,
    List<ReadinessMonitor> incomplete,
    List<Calibration> calibrations,
    Map<Integer, Payload> pids,
    Map<Integer, Payload> data,
    List<TestResult> tests,
    Map<Integer, Integer> refused,
    int busy) {

  /** Copies the collections. */
  public EcuScenario {
    stored = List.copyOf(stored);
    pending = List.copyOf(pending);
    permanent = List.copyOf(permanent);
    incomplete = List.copyOf(incomplete);
    calibrations = List.copyOf(calibrations);
    pids = Map.copyOf(pids);
    data = Map.copyOf(data);
    tests = List.copyOf(tests);
    refused = Map.copyOf(refused);
  }

  /**
   * A confirmed code.
   *
   * @param dtc the code
   * @param freezeFrame values of its freeze frame that differ from the initial ones
   */
  public record StoredCode(Dtc dtc, Map<VehicleSignal, Double> freezeFrame) {

    /** Copies the frame. */
    public StoredCode {
      freezeFrame = Map.copyOf(freezeFrame);
    }
  }

  /**
   * A result of service 06.
   *
   * @param mid the monitor id
   * @param tid the test id
   * @param result the raw result
   */
  public record TestResult(int mid, int tid, int result) {}

  /** Returns an ECU without settings. */
  static EcuScenario plain(EcuKind kind) {
    return new EcuScenario(
        kind,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        Map.of(),
        Map.of(),
        List.of(),
        Map.of(),
        0);
  }

  /**
   * Applies the settings to the ECU of a vehicle.
   *
   * @throws IllegalArgumentException if the ECU does not have what is to be set
   */
  void applyTo(SimulatedVehicle car) {
    Vehicle vehicle = car.vehicle();
    TroubleMemory memory = vehicle.memory(kind);
    stored.forEach(
        code -> memory.store(code.dtc(), vehicle.snapshot(code.dtc(), code.freezeFrame())));
    pending.forEach(memory::addPending);
    permanent.forEach(memory::addPermanent);
    incomplete.forEach(monitor -> memory.holdIncomplete(monitor, true));
    EcuSettings settings = car.settings(kind).orElseThrow();
    latency.ifPresent(settings::setLatency);
    addresses.ifPresent(settings::setAddresses);
    extended.ifPresent(settings::setExtendedAddress);
    if (!calibrations.isEmpty()) {
      settings.setCalibrations(calibrations);
    }
    pids.forEach(settings::setPid);
    data.forEach(settings::setData);
    tests.forEach(test -> settings.setTestResult(test.mid(), test.tid(), test.result()));
    refused.forEach(settings::refuse);
    settings.setBusyRepeats(busy);
  }
}
