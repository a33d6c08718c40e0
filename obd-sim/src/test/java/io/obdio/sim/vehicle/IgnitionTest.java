package io.obdio.sim.vehicle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The ignition, the engine and the supply voltage. */
class IgnitionTest {

  private final SimClock.Manual clock = SimClock.manual();
  private final Vehicle vehicle = new Vehicle(clock, 1, DrivingCycle.CITY);

  @Test
  void theGeneratorChargesWhileTheEngineRuns() {
    for (int i = 0; i < 100; i++) {
      clock.advance(Duration.ofSeconds(7));
      assertEquals(14.2, vehicle.voltage(), 0.1);
    }
  }

  @Test
  void theVoltageFallsToThatOfTheBatteryAtRest() {
    clock.advance(Duration.ofMinutes(5));
    vehicle.setIgnition(false);
    assertEquals(13.0, vehicle.voltage(), 0.01);
    clock.advance(Duration.ofMinutes(10));
    assertEquals(12.75, vehicle.voltage(), 0.01);
    clock.advance(Duration.ofHours(3));
    assertEquals(12.6, vehicle.voltage(), 0.01);
  }

  @Test
  void theStarterLoadsTheBattery() {
    vehicle.setIgnition(false);
    clock.advance(Duration.ofHours(3));
    vehicle.setIgnition(true);
    assertEquals(10.2, vehicle.voltage(), 0.01);
    clock.advance(Duration.ofMillis(799));
    assertEquals(10.2, vehicle.voltage(), 0.01);
    clock.advance(Duration.ofMillis(2));
    assertEquals(14.2, vehicle.voltage(), 0.1);
  }

  @Test
  void aParkedVehicleIsSwitchedOnWithoutStartingTheEngine() {
    vehicle.drive(DrivingCycle.PARKED);
    vehicle.setIgnition(false);
    clock.advance(Duration.ofHours(1));
    vehicle.setIgnition(true);
    assertEquals(12.4, vehicle.voltage(), 0.01);
    assertEquals(0, vehicle.value(VehicleSignal.RPM));
    vehicle.setIgnition(true);
    assertEquals(12.4, vehicle.voltage(), 0.01, "switching it on twice changes nothing");
  }

  @Test
  void theEngineStopsAndTheCycleStartsAgain() {
    clock.advance(Duration.ofSeconds(140));
    double trip = vehicle.value(VehicleSignal.TRIP);
    assertTrue(vehicle.value(VehicleSignal.SPEED) > 40);
    vehicle.setIgnition(false);
    assertEquals(0, vehicle.value(VehicleSignal.RPM));
    assertEquals(0, vehicle.value(VehicleSignal.SPEED));
    assertEquals(DrivingCycle.CITY, vehicle.cycle());
    clock.advance(Duration.ofMinutes(2));
    vehicle.setIgnition(true);
    assertEquals(trip, vehicle.value(VehicleSignal.TRIP), 1e-9);
    clock.advance(Duration.ofSeconds(10));
    assertEquals(850, vehicle.value(VehicleSignal.RPM), 20);
    assertEquals(10, vehicle.value(VehicleSignal.RUN_TIME), 1e-6);
  }

  @Test
  void aWarmEngineCoolsSlowly() {
    clock.advance(Duration.ofMinutes(20));
    assertEquals(91, vehicle.value(VehicleSignal.COOLANT_TEMPERATURE), 2);
    vehicle.setIgnition(false);
    assertEquals(91, vehicle.value(VehicleSignal.COOLANT_TEMPERATURE), 2);
    clock.advance(Duration.ofMinutes(5));
    vehicle.setIgnition(true);
    assertEquals(91, vehicle.value(VehicleSignal.COOLANT_TEMPERATURE), 3);
    vehicle.setIgnition(false);
    clock.advance(Duration.ofHours(8));
    assertEquals(
        vehicle.value(VehicleSignal.AMBIENT_TEMPERATURE),
        vehicle.value(VehicleSignal.COOLANT_TEMPERATURE),
        2);
  }

  @Test
  void aCycleChosenWithTheIgnitionOffBeginsLater() {
    vehicle.setIgnition(false);
    vehicle.drive(DrivingCycle.HIGHWAY);
    clock.advance(Duration.ofMinutes(3));
    assertEquals(0, vehicle.value(VehicleSignal.SPEED));
    vehicle.setIgnition(true);
    clock.advance(Duration.ofSeconds(200));
    assertEquals(128, vehicle.value(VehicleSignal.SPEED), 1);
  }

  @Test
  void aFixedVoltageIsKeptInEveryState() {
    vehicle.fix(VehicleSignal.VOLTAGE, 11.1);
    assertEquals(11.1, vehicle.voltage());
    vehicle.setIgnition(false);
    assertEquals(11.1, vehicle.voltage());
    vehicle.unfix(VehicleSignal.VOLTAGE);
    assertEquals(13.0, vehicle.voltage(), 0.01);
  }
}
