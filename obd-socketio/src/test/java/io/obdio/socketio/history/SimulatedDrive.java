package io.obdio.socketio.history;

import io.obdio.core.command.Commands;
import io.obdio.sim.SimulatedVehicle;
import io.obdio.sim.ecu.Ecu;
import io.obdio.sim.ecu.EcuReply;
import io.obdio.sim.ecu.EcuRequest;
import io.obdio.sim.vehicle.DrivingCycle;
import io.obdio.sim.vehicle.EcuKind;
import io.obdio.sim.vehicle.SimClock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;

/** A drive of the simulated vehicle as a history, recorded in virtual time. */
public final class SimulatedDrive {

  /** Twenty values that vehicles report. */
  private static final List<String> NAMES =
      List.of(
          "RPM",
          "SPEED",
          "ENGINE_LOAD",
          "THROTTLE_POS",
          "INTAKE_PRESSURE",
          "MAF",
          "FUEL_RATE",
          "COMMANDED_EQUIV_RATIO",
          "SHORT_FUEL_TRIM_1",
          "LONG_FUEL_TRIM_1",
          "TIMING_ADVANCE",
          "RELATIVE_THROTTLE_POS",
          "COOLANT_TEMP",
          "INTAKE_TEMP",
          "OIL_TEMP",
          "AMBIANT_AIR_TEMP",
          "BAROMETRIC_PRESSURE",
          "FUEL_LEVEL",
          "CONTROL_MODULE_VOLTAGE",
          "FUEL_STATUS");

  private SimulatedDrive() {}

  /**
   * Records a drive in which every value is requested once a second, one after the other as by an
   * ELM327, and a transaction is written every ten seconds.
   */
  public static void record(Path file, int seconds) throws Exception {
    FakeClock clock = new FakeClock();
    SimClock.Manual simClock = SimClock.manual();
    SimulatedVehicle vehicle = SimulatedVehicle.standard(simClock, 1);
    vehicle.vehicle().drive(DrivingCycle.MIXED);
    Ecu engine = vehicle.ecu(EcuKind.ENGINE).orElseThrow();
    Random random = new Random(1);
    try (StoreFixture fixture = new StoreFixture(file, clock)) {
      for (int second = 0; second < seconds; second++) {
        long end = clock.wall + 1_000;
        for (String name : NAMES) {
          int millis = 18 + random.nextInt(5);
          simClock.advance(Duration.ofMillis(millis));
          clock.advance(millis);
          List<EcuReply> replies =
              engine.handle(EcuRequest.functional(Commands.standard().get(name).payload()));
          if (!replies.isEmpty()) {
            fixture.add(Responses.of(name, replies.get(0).payload().toHex(), clock.wall));
          }
        }
        long rest = end - clock.wall + random.nextInt(3) - 1;
        simClock.advance(Duration.ofMillis(rest));
        clock.advance(rest);
        if (second % 10 == 9) {
          fixture.commit();
        }
      }
    }
  }
}
