package io.obdio.sim.vehicle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class VehicleTest {

  private final SimClock.Manual clock = SimClock.manual();

  @ParameterizedTest
  @EnumSource(DrivingCycle.class)
  void theSameSeedGivesTheSameCar(DrivingCycle cycle) {
    Vehicle one = new Vehicle(clock, 42, cycle);
    Vehicle other = new Vehicle(clock, 42, cycle);
    Vehicle different = new Vehicle(clock, 43, cycle);
    assertEquals(one.vin(), other.vin());
    assertNotEquals(one.vin(), different.vin());
    boolean differs = false;
    for (int i = 0; i < 200; i++) {
      clock.advance(Duration.ofMillis(1730));
      for (VehicleSignal signal : VehicleSignal.values()) {
        assertEquals(one.value(signal), other.value(signal), signal.key());
        differs |= one.value(signal) != different.value(signal);
      }
    }
    assertTrue(differs);
  }

  @ParameterizedTest
  @EnumSource(DrivingCycle.class)
  void everySignalStaysWithinItsRangeForADay(DrivingCycle cycle) {
    Vehicle car = new Vehicle(clock, 1, cycle);
    for (int i = 0; i < 2000; i++) {
      clock.advance(Duration.ofSeconds(43));
      for (VehicleSignal signal : VehicleSignal.values()) {
        double value = car.value(signal);
        assertTrue(value >= signal.min() && value <= signal.max(), signal.key() + " " + value);
      }
    }
  }

  @Test
  void idlesAtAboutEightHundredAndFifty() {
    Vehicle car = new Vehicle(clock, 1, DrivingCycle.IDLE);
    for (int i = 0; i < 100; i++) {
      clock.advance(Duration.ofMillis(333));
      assertEquals(850, car.value(VehicleSignal.RPM), 10);
      assertEquals(0, car.value(VehicleSignal.SPEED));
      assertEquals(0, car.value(VehicleSignal.GEAR));
      assertEquals(14.2, car.value(VehicleSignal.VOLTAGE), 0.1);
      assertTrue(car.value(VehicleSignal.MAF) > 2 && car.value(VehicleSignal.MAF) < 8);
      assertTrue(car.value(VehicleSignal.INTAKE_PRESSURE) < 60);
    }
  }

  @Test
  void warmsUpBurnsFuelAndCountsKilometres() {
    Vehicle car = new Vehicle(clock, 1, DrivingCycle.MIXED);
    double odometer = car.value(VehicleSignal.ODOMETER);
    assertTrue(car.value(VehicleSignal.COOLANT_TEMPERATURE) < 25);
    double fuel = car.value(VehicleSignal.FUEL_LEVEL);
    clock.advance(Duration.ofMinutes(30));
    assertEquals(91, car.value(VehicleSignal.COOLANT_TEMPERATURE), 3);
    assertTrue(car.value(VehicleSignal.FUEL_LEVEL) < fuel - 1);
    double km = car.value(VehicleSignal.ODOMETER) - odometer;
    assertTrue(km > 10 && km < 40, "30 minutes: " + km + " km");
    double litresPer100 =
        (fuel - car.value(VehicleSignal.FUEL_LEVEL)) / 100 * Physics.TANK_LITRES / km * 100;
    assertTrue(litresPer100 > 4 && litresPer100 < 14, litresPer100 + " L/100 km");
    assertEquals(1800, car.value(VehicleSignal.RUN_TIME), 0.01);
  }

  @Test
  void drivesThroughItsGearsWithinSensibleEngineSpeeds() {
    Vehicle car = new Vehicle(clock, 1, DrivingCycle.HIGHWAY);
    double top = 0;
    for (int i = 0; i < 480; i++) {
      clock.advance(Duration.ofSeconds(1));
      top = Math.max(top, car.value(VehicleSignal.GEAR));
      double rpm = car.value(VehicleSignal.RPM);
      assertTrue(rpm > 800 && rpm < 4000, "rpm " + rpm + " at " + i);
    }
    assertEquals(6, top);
  }

  @Test
  void whatDependsOnASetSignalFollowsIt() {
    Vehicle car = new Vehicle(clock, 1, DrivingCycle.IDLE);
    double idling = car.value(VehicleSignal.MAF);
    car.set(VehicleSignal.RPM, 3400);
    assertEquals(idling * 4, car.value(VehicleSignal.MAF), idling * 0.6);
    car.set(VehicleSignal.SPEED, 100);
    assertEquals(5, car.value(VehicleSignal.GEAR));
    car.release(VehicleSignal.RPM);
    assertEquals(2600, car.value(VehicleSignal.RPM), 30);
    car.set(VehicleSignal.COOLANT_TEMPERATURE, t -> 20 + t);
    clock.advance(Duration.ofSeconds(15));
    assertEquals(35, car.value(VehicleSignal.COOLANT_TEMPERATURE));
    car.set(VehicleSignal.COOLANT_TEMPERATURE, 1e9);
    assertEquals(215, car.value(VehicleSignal.COOLANT_TEMPERATURE));
    car.set(VehicleSignal.COOLANT_TEMPERATURE, Double.NaN);
    assertEquals(-40, car.value(VehicleSignal.COOLANT_TEMPERATURE));
  }

  @Test
  void distanceAndFuelGoOnWhenTheCycleChanges() {
    Vehicle car = new Vehicle(clock, 1, DrivingCycle.CITY);
    clock.advance(Duration.ofSeconds(200));
    double trip = car.value(VehicleSignal.TRIP);
    double fuel = car.value(VehicleSignal.FUEL_LEVEL);
    car.drive(DrivingCycle.PARKED);
    assertEquals(0, car.value(VehicleSignal.RPM));
    assertEquals(0, car.value(VehicleSignal.RUN_TIME));
    assertEquals(12.4, car.value(VehicleSignal.VOLTAGE), 1e-9);
    clock.advance(Duration.ofHours(1));
    assertEquals(trip, car.value(VehicleSignal.TRIP), 1e-9);
    assertEquals(fuel, car.value(VehicleSignal.FUEL_LEVEL), 1e-9);
    car.drive(DrivingCycle.HIGHWAY);
    clock.advance(Duration.ofSeconds(100));
    assertTrue(car.value(VehicleSignal.TRIP) > trip + 1);
    assertEquals(100, car.value(VehicleSignal.RUN_TIME), 1e-6);
  }

  @Test
  void theTankIsFilledUpBeforeItIsDry() {
    Vehicle car = new Vehicle(clock, 1, DrivingCycle.HIGHWAY);
    double least = 100;
    double most = 0;
    for (int i = 0; i < 1000; i++) {
      clock.advance(Duration.ofMinutes(2));
      least = Math.min(least, car.value(VehicleSignal.FUEL_LEVEL));
      most = Math.max(most, car.value(VehicleSignal.FUEL_LEVEL));
    }
    assertTrue(least > 5 && least < 10, "least " + least);
    assertTrue(most > 95, "most " + most);
  }
}
