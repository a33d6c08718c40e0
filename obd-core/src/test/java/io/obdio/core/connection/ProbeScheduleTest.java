package io.obdio.core.connection;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ProbeScheduleTest {

  private final ProbeSchedule schedule = new ProbeSchedule();

  private static long seconds(double seconds) {
    return (long) (seconds * 1e9);
  }

  /** Probes without an answer after 1, 2, 4, 8, 16, 30 and 30 s. */
  @Test
  void pausesGrowToThirtySeconds() {
    long now = 0;
    for (int pause : new int[] {1, 2, 4, 8, 16, 30, 30}) {
      schedule.missed(now);
      assertEquals(seconds(pause), schedule.delay(now));
      now += seconds(pause);
      assertEquals(0, schedule.delay(now));
    }
    schedule.answered();
    assertEquals(0, schedule.delay(now));
  }

  /** The first frame after a silence: the ignition was switched on, or a door was opened. */
  @Test
  void aSilentBusThatBecomesActiveIsProbedAtOnce() {
    long now = 0;
    for (int i = 0; i < 6; i++) {
      now = seconds(100 * i);
      schedule.missed(now);
    }
    assertEquals(seconds(30), schedule.delay(now));
    now += seconds(3);
    schedule.busActive(now);
    assertEquals(0, schedule.delay(now));
    schedule.missed(now);
    assertEquals(seconds(1), schedule.delay(now), "the pauses begin again");
  }

  /** ECUs are awake but those of OBD do not answer yet: found 5 s late at most. */
  @Test
  void anActiveBusIsProbedEveryFiveSeconds() {
    long now = 0;
    schedule.busActive(now);
    for (int i = 0; i < 6; i++) {
      schedule.missed(now);
    }
    for (int second = 1; second <= 5; second++) {
      now = seconds(second);
      schedule.busActive(now);
      assertEquals(seconds(5 - second), schedule.delay(now));
    }
    schedule.missed(now);
    assertEquals(ProbeSchedule.MAX_ACTIVE_PAUSE.toNanos(), schedule.delay(now));
    long silent = now + Duration.ofSeconds(5).toNanos();
    assertEquals(seconds(25), schedule.delay(silent), "asleep again");
  }
}
