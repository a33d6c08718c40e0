package io.obdio.core.connection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.obdio.core.command.ObdCommand;
import io.obdio.core.command.Service01;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WatchScheduleTest {

  private static final long MS = 1_000_000;

  private final WatchSchedule schedule = new WatchSchedule();

  private void watch(ObdCommand<?> command, long millis, int priority, long now) {
    schedule.put(command, new WatchOptions(Duration.ofMillis(millis), priority), now);
  }

  /** Asks one command after the other, each taking {@code cost}; how often each was asked. */
  private Map<String, Integer> run(long until, long cost) {
    Map<String, Integer> asked = new HashMap<>();
    long now = 0;
    while (now < until) {
      List<ObdCommand<?>> due = schedule.due(now);
      if (due.isEmpty()) {
        now += Math.max(1, Math.min(schedule.untilNext(now), until));
        continue;
      }
      schedule.requested(due.get(0), now);
      asked.merge(due.get(0).name(), 1, Integer::sum);
      now += cost;
    }
    return asked;
  }

  @Test
  void eachCommandHasItsInterval() {
    watch(Service01.RPM, 100, 0, 0);
    watch(Service01.COOLANT_TEMP, 1000, 0, 0);
    assertEquals(Map.of("RPM", 100, "COOLANT_TEMP", 10), run(10_000 * MS, 10 * MS));
  }

  @Test
  void withoutPriorityAllHaveTheSame() {
    watch(Service01.RPM, 0, 0, 0);
    watch(Service01.SPEED, 0, 0, 0);
    watch(Service01.COOLANT_TEMP, 0, 0, 0);
    assertEquals(Map.of("RPM", 100, "SPEED", 100, "COOLANT_TEMP", 100), run(3000 * MS, 10 * MS));
  }

  @Test
  void priorityIncreasesTheRateAndNoCommandStarves() {
    watch(Service01.RPM, 0, 3, 0);
    watch(Service01.SPEED, 0, 0, 0);
    watch(Service01.COOLANT_TEMP, 0, -2, 0);
    Map<String, Integer> asked = run(10_000 * MS, 10 * MS);
    assertTrue(asked.get("RPM") > 3 * asked.get("SPEED"), asked.toString());
    assertTrue(asked.get("SPEED") > 2 * asked.get("COOLANT_TEMP"), asked.toString());
    assertTrue(asked.get("COOLANT_TEMP") >= 10, asked.toString());
  }

  @Test
  void lostTimeIsNotCaughtUp() {
    watch(Service01.RPM, 100, 0, 0);
    schedule.requested(Service01.RPM, 0);
    schedule.requested(Service01.RPM, 10_000 * MS); // The bus was away for ten seconds.
    assertEquals(List.of(Service01.RPM), schedule.due(10_000 * MS));
    schedule.requested(Service01.RPM, 10_000 * MS);
    assertEquals(100 * MS, schedule.untilNext(10_000 * MS));
  }

  @Test
  void anotherIntervalCountsAtOnce() {
    watch(Service01.RPM, 60_000, 0, 0);
    schedule.requested(Service01.RPM, 0);
    assertEquals(60_000 * MS, schedule.untilNext(0));
    watch(Service01.RPM, 100, 0, 0);
    assertEquals(100 * MS, schedule.untilNext(0));
  }

  @Test
  void nothingWatchedIsNeverDue() {
    assertEquals(WatchSchedule.NEVER, schedule.untilNext(0));
    watch(Service01.RPM, 0, 0, 0);
    assertTrue(schedule.remove("RPM"));
    assertEquals(List.of(), schedule.due(1));
  }

  @Test
  void optionsHaveRanges() {
    assertThrows(IllegalArgumentException.class, () -> WatchOptions.every(Duration.ofMillis(-1)));
    assertThrows(IllegalArgumentException.class, () -> WatchOptions.every(Duration.ofDays(2)));
    assertThrows(IllegalArgumentException.class, () -> WatchOptions.DEFAULT.withPriority(11));
    assertEquals(5, WatchOptions.DEFAULT.withPriority(5).priority());
  }
}
