package io.obdio.socketio.history.computer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** The formulas of the trip computer, against values computed by hand. */
class TripComputerTest {

  private static final double HOUR = 3_600_000;

  private static TripComputer computer(EngineData engine) {
    return new TripComputer(engine, TripTotals.NONE);
  }

  @Test
  void distanceIsTheIntegralOfTheSpeed() {
    TripComputer computer = computer(EngineData.DEFAULT);
    // 0 to 60 km/h in 60 s, 60 s at 60 km/h: 0.5 km + 1 km
    for (int second = 0; second <= 120; second++) {
      computer.add("SPEED", Math.min(second, 60), second * 1000L);
    }
    assertEquals(1.5, computer.totals().distance(), 1e-9);
    assertEquals(120_000, computer.totals().moving());
    assertEquals(45, computer.totals().meanSpeed(120_000), 1e-9);
  }

  @Test
  void aGapIsLeftOut() {
    TripComputer computer = computer(EngineData.DEFAULT);
    computer.add("SPEED", 100, 0);
    computer.add("SPEED", 100, 10_000);
    computer.add("SPEED", 100, 100_000);
    computer.add("SPEED", 100, 110_000);
    assertEquals(100 * 20_000 / HOUR, computer.totals().distance(), 1e-9);
    assertEquals(20_000, computer.totals().moving());
  }

  @Test
  void theOdometerCorrectsRoundingAndGaps() {
    TripComputer computer = computer(EngineData.DEFAULT);
    // 36 km/h is 0.1 km in 10 s; the vehicle reports 35.
    for (int second = 0; second <= 100; second++) {
      computer.add("SPEED", 35, second * 1000L);
      computer.add("ODOMETER", 1000 + Math.floor(second / 10.0) / 10, second * 1000L);
    }
    assertEquals(1.0, computer.totals().distance(), 0.004);
    // an interruption of ten minutes, in which 6 km were driven
    computer.add("SPEED", 35, 700_000);
    computer.add("ODOMETER", 1007, 700_000);
    assertEquals(7.0, computer.totals().distance(), 0.004);
  }

  @Test
  void theOdometerBridgesARestart() {
    TripComputer before = computer(EngineData.DEFAULT);
    for (int second = 0; second <= 100; second++) {
      before.add("SPEED", 36, second * 1000L);
      before.add("ODOMETER", 1000 + Math.floor(second / 10.0) / 10, second * 1000L);
    }
    TripComputer after = new TripComputer(EngineData.DEFAULT, before.totals());
    assertEquals(1.0, after.totals().distance(), 1e-9);
    after.add("SPEED", 36, 200_000);
    after.add("ODOMETER", 1002, 200_000);
    assertEquals(2.0, after.totals().distance(), 1e-9);
    assertEquals(100_000, after.totals().moving());
  }

  @Test
  void fuelIsTheReportedRateIfThereIsOne() {
    TripComputer computer = computer(EngineData.DEFAULT);
    for (int second = 0; second <= 3600; second++) {
      long time = second * 1000L;
      computer.add("SPEED", 100, time);
      computer.add("FUEL_RATE", 6.5, time);
      computer.add("MAF", 99, time);
    }
    assertEquals(6.5, computer.totals().fuel(), 1e-6);
    assertEquals(6.5, computer.totals().litresPer100Km(), 1e-6);
    assertEquals(6.5, computer.consumption(3_600_000), 1e-6);
  }

  @Test
  void fuelFollowsFromTheAirAndItsRatio() {
    // 10 g/s of air, lambda 1: 10 / 14.7 g/s of petrol, 745 g/L
    assertEquals(10 / 14.7 / 745 * 3600, FuelRates.fromAir(10, 1, Fuel.GASOLINE), 1e-9);
    TripComputer computer = computer(EngineData.DEFAULT);
    computer.add("COMMANDED_EQUIV_RATIO", 2, 0);
    computer.add("MAF", 10, 0);
    assertEquals(10 / 14.7 / 2 / 745 * 3600, computer.fuelRate(0), 1e-9);
    assertTrue(Double.isNaN(computer.fuelRate(60_000)), "values are too old");
  }

  @Test
  void fuelFollowsFromPressureTemperatureAndDisplacement() {
    EngineData engine = new EngineData(Fuel.GASOLINE, 2.0, 0.8, 0, 0, "");
    TripComputer computer = computer(engine);
    computer.add("RPM", 3000, 0);
    computer.add("INTAKE_TEMP", 26.85, 0); // 300 K
    computer.add("INTAKE_PRESSURE", 50, 0);
    // 25 strokes of 2 L per second, 80 %: 40 L/s; 50 kPa at 300 K: 0.5808 g/L
    double air = 40 * 50 * 28.97 / (8.314 * 300);
    assertEquals(air / 14.7 / 745 * 3600, computer.fuelRate(0), 1e-9);
    assertTrue(Double.isNaN(computer(EngineData.DEFAULT).fuelRate(0)));
  }

  @Test
  void energyIsTheIntegralOfThePower() {
    TripComputer computer = computer(new EngineData(Fuel.GASOLINE, 0, 0.85, 0, 0.3, "POWER"));
    for (int second = 0; second <= 1800; second++) {
      computer.add("SPEED", 100, second * 1000L);
      computer.add("POWER", second < 900 ? 40 : -10, second * 1000L);
    }
    TripTotals totals = computer.totals();
    assertEquals(7.5, totals.energy(), 0.01);
    assertEquals(150, totals.wattHoursPerKm(), 0.2);
    EngineData engine = new EngineData(Fuel.GASOLINE, 0, 0.85, 0, 0.3, "POWER");
    assertEquals(2.25, totals.cost(engine), 0.01);
    assertTrue(Double.isNaN(totals.fuel()));
    assertTrue(Double.isNaN(totals.cost(EngineData.DEFAULT)));
  }

  @Test
  void whatIsNotKnownIsNaN() {
    TripTotals totals = computer(EngineData.DEFAULT).totals();
    assertTrue(Double.isNaN(totals.distance()));
    assertTrue(Double.isNaN(totals.fuel()));
    assertTrue(Double.isNaN(totals.litresPer100Km()));
  }

  @Test
  void valuesOutOfRangeAreRefused() {
    assertThrows(
        IllegalArgumentException.class, () -> new EngineData(Fuel.DIESEL, -1, 0.85, 0, 0, ""));
    assertThrows(
        IllegalArgumentException.class, () -> new EngineData(Fuel.DIESEL, 2, 1.5, 0, 0, ""));
  }
}
