package io.obdio.socketio.history;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.obdio.core.command.Commands;
import io.obdio.sim.SimulatedVehicle;
import io.obdio.sim.ecu.Ecu;
import io.obdio.sim.ecu.EcuReply;
import io.obdio.sim.ecu.EcuRequest;
import io.obdio.sim.vehicle.DrivingCycle;
import io.obdio.sim.vehicle.EcuKind;
import io.obdio.sim.vehicle.SimClock;
import io.obdio.sim.vehicle.VehicleSignal;
import io.obdio.socketio.history.computer.EngineData;
import io.obdio.socketio.history.computer.Fuel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A simulated drive of an hour in virtual time with a loss of power in the middle: the numbers of
 * the trip computer against those of the simulator. Responses are those of the simulated ECU, with
 * the resolution of the standard.
 */
class SimulatedHourTest {

  private static final int HALF = 1_800;
  private static final int GAP = 20;

  @TempDir Path folder;

  private final FakeClock clock = new FakeClock();
  private final SimClock.Manual simClock = SimClock.manual();
  private final SimulatedVehicle vehicle = SimulatedVehicle.standard(simClock, 1);

  /** The fuel burnt by the vehicle, in litres. */
  private double fuel;

  private void advance() {
    for (int i = 0; i < 10; i++) {
      fuel += vehicle.vehicle().value(VehicleSignal.FUEL_RATE) / 36_000;
      simClock.advance(Duration.ofMillis(100));
    }
    clock.advance(1_000);
  }

  private double distance() {
    return vehicle.vehicle().value(VehicleSignal.TRIP);
  }

  private void drive(StoreFixture fixture, int seconds, List<String> commands) throws Exception {
    Ecu engine = vehicle.ecu(EcuKind.ENGINE).orElseThrow();
    for (int second = 0; second < seconds; second++) {
      for (String name : commands) {
        List<EcuReply> replies =
            engine.handle(EcuRequest.functional(Commands.standard().get(name).payload()));
        fixture.add(Responses.of(name, replies.get(0).payload().toHex(), clock.wall));
      }
      advance();
      if (second % 10 == 9) {
        fixture.commit();
      }
    }
  }

  private Trip hour(HistoryOptions options, List<String> commands) throws Exception {
    vehicle.vehicle().drive(DrivingCycle.MIXED);
    double before = distance();
    fuel = 0;
    try (StoreFixture fixture = new StoreFixture(options, clock)) {
      drive(fixture, HALF + 7, commands); // the last seven seconds are lost
    }
    for (int i = 0; i < GAP; i++) {
      advance();
    }
    try (StoreFixture fixture = new StoreFixture(options, clock)) {
      drive(fixture, HALF, commands);
      double driven = distance() - before;
      fixture.pass(301_000);
      fixture.commit();
      assertEquals(1, fixture.trips().size(), "the trip continues");
      Trip trip = fixture.trips().get(0);
      assertEquals(2 * HALF + 7 + GAP, trip.duration() / 1000.0, 2);
      assertEquals(driven, trip.totals().distance(), driven * 0.02, "distance in km");
      assertEquals(fuel, trip.totals().fuel(), fuel * 0.02, "fuel in L");
      System.out.printf(
          "distance %.2f km of %.2f km, fuel %.3f L of %.3f L%n",
          trip.totals().distance(), driven, trip.totals().fuel(), fuel);
      return trip;
    }
  }

  @Test
  void withOdometerAndFuelRate() throws Exception {
    hour(
        StoreFixture.options(folder.resolve("a.db")),
        List.of("RPM", "SPEED", "FUEL_RATE", "ODOMETER"));
  }

  @Test
  void withSpeedAndMassAirFlow() throws Exception {
    hour(
        StoreFixture.options(folder.resolve("b.db")),
        List.of("RPM", "SPEED", "COMMANDED_EQUIV_RATIO", "MAF"));
  }

  @Test
  void withSpeedAndManifoldPressure() throws Exception {
    Path file = folder.resolve("c.db");
    HistoryOptions defaults = StoreFixture.options(file);
    HistoryOptions options =
        new HistoryOptions(
            file,
            defaults.watch(),
            defaults.watchInterval(),
            defaults.maxRate(),
            defaults.answers(),
            defaults.commitInterval(),
            defaults.tripEnd(),
            defaults.maxBytes(),
            defaults.maxAge(),
            defaults.thinAfter(),
            new EngineData(Fuel.GASOLINE, 2.0, 0.85, 0, 0, ""));
    hour(
        options,
        List.of("RPM", "SPEED", "INTAKE_TEMP", "COMMANDED_EQUIV_RATIO", "INTAKE_PRESSURE"));
  }
}
