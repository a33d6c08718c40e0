package io.obdio.elm327;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** When an absent vehicle is searched for. */
class SearchScheduleTest {

  private static final long SECOND = 1_000_000_000L;

  private final SearchSchedule schedule = new SearchSchedule(Duration.ofSeconds(1));

  /** One and a half times 1, 2, 4, .. 30 s, since a program with the same schedule comes first. */
  @Test
  void pausesGrowToThirtySeconds() {
    List<Double> pauses = new ArrayList<>();
    long last = 0;
    schedule.notFound(0);
    for (long now = 0; pauses.size() < 8; now += SECOND / 4) {
      if (schedule.isSearchDue(now)) {
        pauses.add((now - last) / (double) SECOND);
        last = now;
        schedule.notFound(now);
      }
    }
    assertEquals(List.of(1.5, 3.0, 6.0, 12.0, 24.0, 45.0, 45.0, 45.0), pauses);
  }

  @Test
  void pausesBeginAgainAfterTheVehicleAnswered() {
    for (int i = 0; i < 9; i++) {
      schedule.notFound(0);
    }
    assertFalse(schedule.isSearchDue(40 * SECOND));
    schedule.found();
    schedule.notFound(50 * SECOND);
    assertFalse(schedule.isSearchDue(51 * SECOND));
    assertTrue(schedule.isSearchDue(52 * SECOND));
  }

  @Test
  void measuresTheVoltageEveryTwoSeconds() {
    assertTrue(schedule.isVoltageDue(0));
    schedule.noteVoltage(12.6, 0);
    assertFalse(schedule.isVoltageDue(SECOND));
    assertTrue(schedule.isVoltageDue(2 * SECOND));
  }

  @Test
  void aVoltageThatJumpsShowsThatTheVehicleMayBeSwitchedOn() {
    assertFalse(schedule.noteVoltage(12.6, 0), "the first one cannot be compared");
    assertFalse(schedule.noteVoltage(12.5, SECOND));
    assertTrue(schedule.noteVoltage(12.1, SECOND), "the ignition takes current");
    assertTrue(schedule.noteVoltage(14.2, SECOND), "the engine runs");
    assertFalse(schedule.noteVoltage(Double.NaN, SECOND));
    assertFalse(schedule.noteVoltage(14.2, SECOND));
  }
}
