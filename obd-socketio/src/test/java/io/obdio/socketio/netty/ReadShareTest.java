package io.obdio.socketio.netty;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The share of a loop's time for input that takes long to process, in virtual time. */
class ReadShareTest {

  private static final long MS = 1_000_000;

  private final ReadShare share = new ReadShare();

  @Test
  void shortInputIsFree() {
    for (long now = 0; now < 10_000 * MS; now += ReadShare.FREE_NANOS) {
      assertEquals(0, share.charge(now, ReadShare.FREE_NANOS));
    }
  }

  @Test
  void aBurstOfAQuarterOfASecondIsFree() {
    for (int i = 0; i < 8; i++) {
      assertEquals(0, share.charge(7 * MS, 30 * MS), "read " + i);
    }
    assertEquals(80, share.charge(7 * MS, 30 * MS) / MS);
  }

  @Test
  void theBurstIsAvailableAgainAfterASecond() {
    assertEquals(1_000, share.charge(0, 500 * MS) / MS);
    assertEquals(0, share.charge(3_000 * MS, 250 * MS));
    assertEquals(40, share.charge(3_000 * MS, 10 * MS) / MS);
  }

  @Test
  void aPauseHasALimit() {
    assertEquals(ReadShare.MAX_PAUSE_NANOS, share.charge(0, 60_000 * MS));
  }

  @Test
  void severalConnectionsTakeAQuarterOfTheTimeTogether() {
    SplittableRandom random = new SplittableRandom(1);
    long[] readableAt = new long[20];
    long now = 0;
    long used = 0;
    while (now < 60_000 * MS) {
      int next = 0;
      for (int i = 1; i < readableAt.length; i++) {
        next = readableAt[i] < readableAt[next] ? i : next;
      }
      long took = (3 + random.nextInt(20)) * MS;
      now = Math.max(now, readableAt[next]) + took;
      used += took;
      readableAt[next] = now + share.charge(now, took);
    }
    // The pause of one connection is limited, so that many take a little more.
    assertTrue(used < now * 35 / 100, used / MS + " ms of " + now / MS);
    assertTrue(used > now * 20 / 100, used / MS + " ms of " + now / MS);
  }
}
