package io.obdio.socketio.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.obdio.socketio.telemetry.StateCodec;
import io.obdio.socketio.telemetry.Topics;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** The latest values of vehicles: their content, their limits and their size. */
class LatestValuesTest {

  private static final long NOW = Batches.TIME;

  private final SignalNames names = new SignalNames();
  private final LatestValues values = new LatestValues();

  private Map<?, ?> v() {
    return (Map<?, ?>) values.toJson(names).get("v");
  }

  @Test
  void anOlderValueDoesNotReplaceANewerOne() {
    values.put(names, "RPM", "rpm", 100, 1);
    values.put(names, "RPM", "rpm", 99, 2);
    assertEquals(Map.of("RPM", 1.0), v());
    values.put(names, "RPM", "rpm", 100, 3);
    assertEquals(Map.of("RPM", 3.0), v());
  }

  @Test
  void keepsNumbersAndTextsInAnyOrder() {
    Random random = new Random(1);
    Map<String, Object> expected = new TreeMap<>();
    for (int i = 0; i < 2_000; i++) {
      String name = "S" + random.nextInt(60);
      if (name.hashCode() % 3 == 0) {
        values.put(names, name, NOW + i, "text " + i);
        expected.put(name, "text " + i);
      } else {
        values.put(names, name, "", NOW + i, i);
        expected.put(name, (double) i);
      }
    }
    assertEquals(expected, new TreeMap<>(v()));
  }

  @Test
  void timesMayBeFarApart() {
    values.put(names, "A", "", 5, 1);
    values.put(names, "B", "", NOW, 2);
    values.put(names, "C", "", NOW + 1, "3".length());
    Map<?, ?> times = (Map<?, ?>) values.toJson(names).get("times");
    assertEquals(NOW, times.get("B"));
    assertEquals(NOW + 1, times.get("C"));
    assertTrue((long) times.get("A") < NOW, "older than the range of the offsets");
    assertEquals(NOW + 1, values.toJson(names).get("t"));
  }

  @Test
  void theNewestUnitOfASignalCounts() {
    values.put(names, "SPEED", "mile_per_hour", NOW, 60);
    values.put(names, "SPEED", "kilometer_per_hour", NOW + 1, 97);
    assertEquals(Map.of("SPEED", 97.0), v());
    assertEquals(Map.of("SPEED", "kilometer_per_hour"), values.toJson(names).get("u"));
  }

  @Test
  void limitsTheSignalsOfAVehicleAndOfTheFleet() {
    for (int i = 0; i < 2 * LatestValues.MAX_SIGNALS; i++) {
      values.put(names, "S" + i, "", NOW, i);
      values.put(names, "x".repeat(SignalNames.MAX_LENGTH + 1), "", NOW, i);
    }
    assertEquals(LatestValues.MAX_SIGNALS, values.size());
    for (int vehicle = 0; vehicle < 80; vehicle++) {
      LatestValues hostile = new LatestValues();
      for (int i = 0; i < LatestValues.MAX_SIGNALS; i++) {
        hostile.put(names, "H" + vehicle + "-" + i, "", NOW, i);
        hostile.put(names, "T" + vehicle + "-" + i, NOW, "text");
      }
    }
    assertEquals(2 * SignalNames.MAX_SIGNALS, names.size());
    assertTrue(names.refused() > 0);
    values.put(names, "S1", "", NOW + 1, 42);
    assertEquals(42.0, v().get("S1"), "known signals are not affected");
  }

  @Test
  void aVehicleWithTooManySignalsLeavesTheNamesToTheOthers() {
    for (int i = 0; i < 2 * SignalNames.MAX_SIGNALS; i++) {
      values.put(names, "S" + i, "", NOW, i);
      values.put(names, "T" + i, NOW, "text");
    }
    assertEquals(LatestValues.MAX_SIGNALS, names.size());
    LatestValues other = new LatestValues();
    other.put(names, "RPM", "revolutions_per_minute", NOW, 850);
    assertEquals(Map.of("RPM", 850.0), other.toJson(names).get("v"));
  }

  @Test
  void isReadWhileItIsWritten() throws Exception {
    FleetVehicle vehicle = new FleetVehicle("VAN-1", NOW);
    AtomicReference<Throwable> failure = new AtomicReference<>();
    Thread writer =
        new Thread(
            () -> {
              for (int i = 1; i < 20_000; i++) {
                Map<String, Object> pair = Map.of("A" + i % 50, (double) i, "B" + i % 50, "" + i);
                vehicle.update(names, new StateCodec.State(i, pair, Map.of()), NOW);
              }
            });
    writer.setUncaughtExceptionHandler((thread, thrown) -> failure.set(thrown));
    writer.start();
    long last = 0;
    while (writer.isAlive()) {
      Map<String, Object> json = vehicle.values(names);
      long newest = (long) json.get("t");
      assertTrue(newest >= last, "time runs backwards");
      last = newest;
      Map<?, ?> read = (Map<?, ?>) json.get("v");
      for (int i = 0; i < 50; i++) {
        if (read.get("A" + i) instanceof Double number) {
          assertEquals("" + number.intValue(), read.get("B" + i), "half of an update");
        }
      }
    }
    writer.join();
    assertEquals(null, failure.get());
  }

  /** The issue demands less than 500 bytes for the 20 values of a vehicle. */
  @Test
  void aVehicleWithTwentyValuesIsSmall() {
    int count = 20_000;
    List<LatestValues> all = new ArrayList<>(count);
    long before = used();
    for (int i = 0; i < count; i++) {
      LatestValues latest = new LatestValues();
      for (int signal = 0; signal < 20; signal++) {
        latest.put(names, "SIGNAL_" + signal, "unit", NOW + signal, i);
      }
      all.add(latest);
    }
    long bytes = (used() - before) / count;
    FleetVehicles fleet =
        new FleetVehicles(
            FleetOptions.of(Topics.DEFAULT, "fleet").withVehicles(count, Duration.ZERO),
            InstantSource.system(),
            new FleetCounters());
    before = used();
    for (int i = 0; i < count; i++) {
      FleetVehicle vehicle = fleet.of("VAN-%013d".formatted(i), true).orElseThrow();
      vehicle.offer(Batches.batch(7, 1, 1));
      vehicle.ended(Batches.batch(7, 1, 1), true);
      Map<String, Object> state = new LinkedHashMap<>();
      for (int signal = 0; signal < 20; signal++) {
        state.put("SIGNAL_" + signal, 1.0 * signal);
      }
      vehicle.update(fleet.names(), new StateCodec.State(NOW, state, Map.of()), NOW);
    }
    long whole = (used() - before) / count;
    assertTrue(bytes < 500, () -> "latest values: " + bytes + " B a vehicle");
    assertTrue(whole < 700, () -> "with id, window and entry of the map: " + whole + " B");
    assertEquals(count, all.size());
    assertEquals(count, fleet.size());
  }

  private static long used() {
    for (int i = 0; i < 3; i++) {
      System.gc();
    }
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }
}
