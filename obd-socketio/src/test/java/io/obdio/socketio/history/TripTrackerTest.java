package io.obdio.socketio.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.obdio.socketio.history.TripTracker.Change;
import org.junit.jupiter.api.Test;

/** The beginning and the end of trips, in virtual time. */
class TripTrackerTest {

  private static final long END = 300_000;

  private final TripTracker tracker = new TripTracker(END);

  @Test
  void aTripBeginsWithActivityAndEndsAfterTheTimeWithout() {
    assertEquals(Change.NONE, tracker.tick(0));
    assertFalse(tracker.isRunning());
    assertEquals(Change.BEGUN, tracker.active(1_000));
    assertEquals(Change.NONE, tracker.active(2_000));
    assertEquals(Change.NONE, tracker.tick(2_000 + END));
    assertTrue(tracker.isRunning());
    assertEquals(Change.ENDED, tracker.tick(2_001 + END));
    assertEquals(2_000, tracker.lastActivity());
    assertFalse(tracker.isRunning());
    assertEquals(Change.NONE, tracker.tick(3_000 + END));
    assertEquals(Change.BEGUN, tracker.active(4_000 + END));
  }

  @Test
  void aShortStopIsPartOfTheTrip() {
    tracker.active(0);
    assertEquals(Change.NONE, tracker.tick(END - 1));
    assertEquals(Change.NONE, tracker.active(END - 1));
    assertEquals(Change.NONE, tracker.tick(2 * END - 1));
  }

  @Test
  void theTripOfThePreviousRunIsContinuedAfterAShortGap() {
    tracker.resume(-600_000, -60_000);
    assertEquals(Change.NONE, tracker.tick(0));
    assertFalse(tracker.isRunning());
    assertEquals(Change.CONTINUED, tracker.active(100_000));
    assertTrue(tracker.isRunning());
    assertEquals(Change.NONE, tracker.active(101_000));
  }

  @Test
  void theTripOfThePreviousRunEndsAfterALongGap() {
    tracker.resume(-900_000, -600_000);
    assertEquals(Change.ENDED, tracker.tick(0));
    assertEquals(-600_000, tracker.lastActivity());
    assertEquals(Change.BEGUN, tracker.active(1));
  }

  @Test
  void aTripHasAtMostADay() {
    long now = 0;
    tracker.active(now);
    while (now < 24 * 3_600_000L) {
      now += 60_000;
      assertEquals(Change.NONE, tracker.tick(now), now + " ms");
      tracker.active(now);
    }
    assertEquals(Change.ENDED, tracker.tick(now + 1));
  }

  @Test
  void theClockIsCorrectedOnceItIsSet() {
    long boot = 1_000;
    WallClock clock = new WallClock(boot, 5_000);
    assertFalse(WallClock.isSet(5_000));
    assertEquals(0, clock.update(boot + 1_000, 6_500));
    assertEquals(5_000 + 1_000, clock.wall(boot + 1_000));
    long now = WallClock.EARLIEST + 10;
    assertEquals(now - 7_000, clock.update(boot + 2_000, now));
    assertEquals(now, clock.wall(boot + 2_000));
    assertEquals(boot + 2_000, clock.monotonic(now));
    assertTrue(WallClock.isSet(now));
    assertEquals(0, clock.update(boot + 3_000, now + 999));
    assertEquals(-3_600_000, clock.update(boot + 4_000, now + 2_000 - 3_600_000));
  }
}
