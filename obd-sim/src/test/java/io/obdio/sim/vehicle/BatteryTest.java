package io.obdio.sim.vehicle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The starter battery: what discharges and charges it, and the voltages that follow. */
class BatteryTest {

  private final SimClock.Manual clock = SimClock.manual();
  private final Vehicle vehicle = new Vehicle(clock, 1, DrivingCycle.PARKED);

  private void rest(Duration duration) {
    vehicle.setIgnition(false);
    clock.advance(duration);
  }

  @Test
  void theChargeFallsByTheCurrentsOfTheVehicleAndTheAdapter() {
    vehicle.setBattery(new BatterySettings(12, 50, 100, 0.05, 0.2, 0.01));
    rest(Duration.ofHours(100));
    assertEquals(100 - 25.0 / 50 * 100, vehicle.batteryCharge(), 0.01);
    assertEquals(11.8 + 0.8 * 0.5, vehicle.voltage(), 0.01);
  }

  @Test
  void aSleepingAdapterTakesLess() {
    vehicle.setBattery(new BatterySettings(12, 50, 100, 0, 0.1, 0.01));
    rest(Duration.ofHours(10));
    assertEquals(98, vehicle.batteryCharge(), 0.01);
    vehicle.setAdapterAsleep(true);
    clock.advance(Duration.ofHours(100));
    assertEquals(96, vehicle.batteryCharge(), 0.01);
    vehicle.setAdapterAsleep(false);
    clock.advance(Duration.ofHours(10));
    assertEquals(94, vehicle.batteryCharge(), 0.01);
  }

  @Test
  void theGeneratorChargesTheBattery() {
    vehicle.setBattery(new BatterySettings(12, 60, 40, 0, 0, 0));
    rest(Duration.ofHours(2));
    assertEquals(12.12, vehicle.voltage(), 0.01);
    vehicle.drive(DrivingCycle.CITY);
    vehicle.setIgnition(true);
    assertEquals(12.12 - 2.4, vehicle.voltage(), 0.01, "the starter turns");
    clock.advance(Duration.ofHours(2));
    assertEquals(14.2, vehicle.voltage(), 0.1);
    assertEquals(100 - 60 / Math.E, vehicle.batteryCharge(), 0.1);
    rest(Duration.ofHours(2));
    assertEquals(11.8 + 0.8 * (1 - 0.6 / Math.E), vehicle.voltage(), 0.01);
  }

  @Test
  void theIgnitionLoadsTheBattery() {
    vehicle.setBattery(new BatterySettings(12, 60, 100, 0, 0, 0));
    assertEquals(12.4, vehicle.voltage(), 0.001);
    assertEquals(12.4, vehicle.value(VehicleSignal.VOLTAGE), 0.001, "command 0142");
    clock.advance(Duration.ofHours(3));
    assertEquals(50, vehicle.batteryCharge(), 0.01);
    assertEquals(12.0, vehicle.value(VehicleSignal.VOLTAGE), 0.001);
  }

  @Test
  void aTruckHasTwiceTheVoltages() {
    vehicle.setBattery(new BatterySettings(24, 200, 100, 0, 0, 0));
    assertEquals(24.8, vehicle.voltage(), 0.001);
    rest(Duration.ofHours(3));
    assertEquals(25.2, vehicle.voltage(), 0.001);
    vehicle.drive(DrivingCycle.IDLE);
    vehicle.setIgnition(true);
    clock.advance(Duration.ofMinutes(1));
    assertEquals(28.4, vehicle.value(VehicleSignal.VOLTAGE), 0.2);
  }

  @Test
  void anEmptyBatteryStaysEmpty() {
    vehicle.setBattery(new BatterySettings(12, 1, 10, 1, 0, 0));
    rest(Duration.ofHours(10));
    assertEquals(0, vehicle.batteryCharge());
    assertTrue(vehicle.voltage() < 11.8);
  }

  @Test
  void settingsOutOfRangeAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> new BatterySettings(48, 60, 100, 0, 0, 0));
    assertThrows(IllegalArgumentException.class, () -> new BatterySettings(12, 0, 100, 0, 0, 0));
    assertThrows(IllegalArgumentException.class, () -> new BatterySettings(12, 60, 101, 0, 0, 0));
    assertThrows(IllegalArgumentException.class, () -> new BatterySettings(12, 60, 100, -1, 0, 0));
  }
}
