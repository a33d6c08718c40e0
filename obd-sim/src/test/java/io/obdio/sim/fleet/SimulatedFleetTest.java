package io.obdio.sim.fleet;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SimulatedFleetTest {

  private static final List<FleetValue> VALUES = FleetValue.first(FleetValue.DEFAULT_COUNT);

  private final FleetSampler sampler = new FleetSampler(VALUES);

  /** Changes of these figures change the recorded runs of users: they need a line in CHANGELOG. */
  @ParameterizedTest
  @CsvSource({
    "0, 0.25, 846.5, 3.0, 90.0, 4.0",
    "0, 61.25, 853.75, 0.0, 91.0, 4.74",
    "1, 2500.25, 1438.75, 22.0, 90.0, 11.95",
    "17, 600.25, 0.0, 0.0, 75.0, 0.0",
    "999, 86400.25, 2568.5, 120.0, 92.0, 16.43",
    "500, 14399.25, 0.0, 0.0, 92.0, 0.0",
  })
  void goldenValues(
      int index, double seconds, double rpm, double speed, double coolant, double maf) {
    double[] values = sample(new SimulatedFleet(7, 1000, 0.8).vehicle(index), seconds);
    assertEquals(rpm, values[column("RPM")], 1e-9);
    assertEquals(speed, values[column("SPEED")], 1e-9);
    assertEquals(coolant, values[column("COOLANT_TEMP")], 1e-9);
    assertEquals(maf, values[column("MAF")], 1e-9);
  }

  @Test
  void timeMayGoBack() {
    SimulatedFleet fleet = new SimulatedFleet(3, 10, 0.5);
    ModelledVehicle one = fleet.vehicle(4);
    double[] later = sample(one, 50_000);
    double[] earlier = sample(one, 100);
    assertArrayEquals(sample(fleet.vehicle(4), 100), earlier);
    assertArrayEquals(later, sample(one, 50_000));
  }

  @Test
  void eachSeedAndVehicleDiffers() {
    Set<String> vins = new HashSet<>();
    Set<List<Double>> drives = new HashSet<>();
    for (int seed = 0; seed < 5; seed++) {
      for (int i = 0; i < 200; i++) {
        ModelledVehicle vehicle = new SimulatedFleet(seed, 200, 1).vehicle(i);
        vins.add(vehicle.vin());
        double[] values = sample(vehicle, 500);
        drives.add(List.of(values[column("ODOMETER")], values[column("FUEL_LEVEL")]));
      }
    }
    assertEquals(1000, vins.size());
    assertTrue(drives.size() > 990, drives.size() + " different drives");
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.1, 0.5, 0.9, 1})
  void theGivenPartOfTheVehiclesDrives(double driving) {
    SimulatedFleet fleet = new SimulatedFleet(1, 2000, driving);
    for (double now : new double[] {0, 1234.5, 17_000, 86_400}) {
      int drive = 0;
      for (int i = 0; i < fleet.size(); i++) {
        drive += fleet.vehicle(i).engineRuns(now) ? 1 : 0;
      }
      assertEquals(driving, (double) drive / fleet.size(), 0.1, "at " + now);
    }
  }

  @Test
  void engineSpeedFollowsTheTripAndTripsAreNumbered() {
    ModelledVehicle vehicle = new SimulatedFleet(5, 3, 0.4).vehicle(2);
    double now = 0;
    int stops = 0;
    while (now < 8 * PlannedTrip.PERIOD) {
      double change = vehicle.nextChange(now);
      assertTrue(change > now && change <= now + 2 * PlannedTrip.PERIOD, now + " to " + change);
      boolean runs = vehicle.engineRuns(change);
      assertNotEquals(runs, vehicle.engineRuns(change - 0.5));
      assertEquals(vehicle.trip(change - 0.5) + (runs ? 1 : 0), vehicle.trip(change));
      double[] values = sample(vehicle, change + 0.5);
      assertEquals(runs, values[column("RPM")] > 0);
      assertEquals(runs ? 0.5 : 0, values[column("RUN_TIME")], 0.5);
      stops += runs ? 0 : 1;
      now = change;
    }
    assertTrue(stops >= 7, stops + " trips");
  }

  @Test
  void aColdEngineWarmsUpAndFuelAndDistanceGoOn() {
    ModelledVehicle vehicle = new SimulatedFleet(11, 1, 0.3).vehicle(0);
    double start = vehicle.nextChange(0);
    while (!vehicle.engineRuns(start)) {
      start = vehicle.nextChange(start);
    }
    double end = vehicle.nextChange(start);
    double[] cold = sample(vehicle, start + 1);
    double[] warm = sample(vehicle, end - 1);
    int coolant = column("COOLANT_TEMP");
    assertTrue(cold[coolant] < 50, "coolant at the start " + cold[coolant]);
    assertTrue(warm[coolant] > 85, "coolant at the end " + warm[coolant]);
    double kilometres = vehicle.distance(end) - vehicle.distance(start);
    double litres = vehicle.fuel(end) - vehicle.fuel(start);
    assertTrue(kilometres > 3 && kilometres < 120, kilometres + " km");
    double per100 = litres / kilometres * 100;
    assertTrue(per100 > 4 && per100 < 16, per100 + " L/100 km");
    assertEquals(vehicle.distance(end), vehicle.distance(end + 60));
  }

  @Test
  void distanceIsTheIntegralOfTheSpeed() {
    ModelledVehicle vehicle = new SimulatedFleet(2, 1, 0.6).vehicle(0);
    double sum = 0;
    for (int i = 0; i < 8 * 3600; i++) {
      sum += (vehicle.speed(i) + vehicle.speed(i + 1)) / 2 / 3600;
    }
    assertEquals(sum, vehicle.distance(8 * 3600) - vehicle.distance(0), 0.05);
  }

  @Test
  void argumentsAreChecked() {
    assertThrows(IllegalArgumentException.class, () -> new SimulatedFleet(1, 0, 1));
    assertThrows(IllegalArgumentException.class, () -> new SimulatedFleet(1, 1, 0));
    assertThrows(IllegalArgumentException.class, () -> new SimulatedFleet(1, 1, 1.1));
    assertThrows(IllegalArgumentException.class, () -> FleetValue.first(0));
    assertThrows(IndexOutOfBoundsException.class, () -> new SimulatedFleet(1, 1, 1).vehicle(1));
  }

  /** 100,000 vehicles fit in the memory of a small machine. */
  @Test
  void aVehicleNeedsLittleMemory() {
    int count = 100_000;
    SimulatedFleet fleet = new SimulatedFleet(1, count, 0.5);
    ModelledVehicle[] vehicles = new ModelledVehicle[count];
    long before = used();
    for (int i = 0; i < count; i++) {
      vehicles[i] = fleet.vehicle(i);
    }
    long bytes = (used() - before) / count;
    assertTrue(vehicles[count - 1].distance(0) > 0);
    assertTrue(bytes > 50 && bytes < 300, bytes + " bytes a vehicle");
  }

  private static long used() {
    Runtime runtime = Runtime.getRuntime();
    long least = Long.MAX_VALUE;
    for (int i = 0; i < 3; i++) {
      System.gc();
      least = Math.min(least, runtime.totalMemory() - runtime.freeMemory());
    }
    return least;
  }

  private double[] sample(ModelledVehicle vehicle, double now) {
    double[] values = new double[VALUES.size()];
    sampler.sample(vehicle, now, values);
    return values;
  }

  private static int column(String command) {
    for (int i = 0; i < VALUES.size(); i++) {
      if (VALUES.get(i).command().equals(command)) {
        return i;
      }
    }
    throw new AssertionError("no value " + command);
  }
}
