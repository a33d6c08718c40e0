package io.obdio.socketio.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Virtual time throughout. */
class FailureLimiterTest {

  private final FailureLimiter limiter = new FailureLimiter();
  private long now = Long.MAX_VALUE - 7; // nanoTime may overflow

  @Test
  void blocksAfterFiveWrongKeysForADoublingTimeUpToAMinute() throws Exception {
    InetAddress address = address("203.0.113.9");
    List<Long> seconds = new ArrayList<>();
    for (int i = 0; i < 14; i++) {
      limiter.failed(address, now);
      long blocked = limiter.blockedFor(address, now);
      seconds.add(TimeUnit.NANOSECONDS.toSeconds(blocked));
      now += blocked;
      assertEquals(0, limiter.blockedFor(address, now));
    }
    assertEquals(List.of(0L, 0L, 0L, 0L, 1L, 2L, 4L, 8L, 16L, 32L, 60L, 60L, 60L, 60L), seconds);
  }

  @Test
  void forgetsAfterAQuietMinute() throws Exception {
    InetAddress address = address("203.0.113.9");
    for (int i = 0; i < 4; i++) {
      limiter.failed(address, now);
    }
    now += TimeUnit.SECONDS.toNanos(61);
    limiter.failed(address, now);
    assertEquals(0, limiter.blockedFor(address, now));
  }

  @Test
  void acceptsAKeyThatWasAcceptedFromTheAddressBefore() throws Exception {
    InetAddress address = address("203.0.113.9");
    KeyHash known = KeyHash.of("known");
    limiter.accepted(address, known);
    for (int i = 0; i < 9; i++) {
      limiter.failed(address, now);
    }
    assertTrue(limiter.blockedFor(address, now) > 0);
    assertTrue(limiter.isKnown(address, known));
    assertFalse(limiter.isKnown(address, KeyHash.of("another")));
    assertFalse(limiter.isKnown(address("203.0.113.10"), known));
  }

  @Test
  void countsIpv6ByNetwork() throws Exception {
    for (int i = 1; i <= 5; i++) {
      limiter.failed(address("2001:db8:1:2::" + i), now);
    }
    assertTrue(limiter.blockedFor(address("2001:db8:1:2:ffff::1"), now) > 0);
    assertEquals(0, limiter.blockedFor(address("2001:db8:1:3::1"), now));
  }

  @Test
  void holdsABoundedNumberOfAddresses() throws Exception {
    InetAddress last = address("1.1.1.1");
    for (int i = 0; i < 50_000; i++) {
      last = address("10." + (i >> 16) + "." + (i >> 8 & 255) + "." + (i & 255));
      limiter.failed(last, now);
    }
    assertEquals(FailureLimiter.CAPACITY, limiter.size());
    for (int i = 0; i < 4; i++) {
      limiter.failed(last, now);
    }
    assertTrue(limiter.blockedFor(last, now) > 0);
  }

  private static InetAddress address(String text) throws UnknownHostException {
    return InetAddress.getByName(text);
  }
}
