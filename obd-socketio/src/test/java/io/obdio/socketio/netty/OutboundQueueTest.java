package io.obdio.socketio.netty;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.obdio.socketio.netty.OutboundQueue.Outcome;
import java.nio.charset.StandardCharsets;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;

class OutboundQueueTest {
  private final OutboundQueue queue = new OutboundQueue(3, 10);

  private static ByteBuf buffer(String text) {
    return Unpooled.copiedBuffer(text, StandardCharsets.US_ASCII);
  }

  private String take() {
    ByteBuf frames = queue.remove();
    String text = frames.toString(StandardCharsets.US_ASCII);
    frames.release();
    return text;
  }

  @Test
  void keepsOrderAndCountsBytes() {
    queue.offer(buffer("one"), SendMode.RELIABLE, null);
    queue.offer(buffer("two!"), SendMode.RELIABLE, null);
    assertEquals(7, queue.bytes());
    assertEquals("one", take());
    assertEquals("two!", take());
    assertTrue(queue.isEmpty());
    assertEquals(0, queue.bytes());
    assertThrows(NoSuchElementException.class, queue::remove);
  }

  @Test
  void aVolatileOneIsDroppedAndReleased() {
    ByteBuf lost = buffer("x");
    assertEquals(Outcome.DROPPED, queue.offer(lost, SendMode.VOLATILE, null));
    assertEquals(0, lost.refCnt());
  }

  @Test
  void theLatestOfAKeyTakesThePlaceOfTheOlder() {
    ByteBuf old = buffer("rpm1");
    queue.offer(old, SendMode.LATEST, "rpm");
    queue.offer(buffer("x"), SendMode.RELIABLE, null);
    assertEquals(Outcome.DROPPED, queue.offer(buffer("rpm22"), SendMode.LATEST, "rpm"));
    assertEquals(0, old.refCnt());
    assertEquals(6, queue.bytes());
    assertEquals("rpm22", take());
    assertEquals(Outcome.QUEUED, queue.offer(buffer("rpm3"), SendMode.LATEST, "rpm"));
    assertEquals("x", take());
    assertEquals("rpm3", take());
  }

  @Test
  void tooManyOrTooLargeIsFullAndReleased() {
    for (int i = 0; i < 3; i++) {
      assertEquals(Outcome.QUEUED, queue.offer(buffer("x"), SendMode.RELIABLE, null));
    }
    ByteBuf fourth = buffer("x");
    assertEquals(Outcome.FULL, queue.offer(fourth, SendMode.RELIABLE, null));
    assertEquals(0, fourth.refCnt());
    queue.clear();
    assertEquals(Outcome.QUEUED, queue.offer(buffer("y".repeat(50)), SendMode.RELIABLE, null));
    assertEquals(Outcome.FULL, queue.offer(buffer("x"), SendMode.RELIABLE, null));
    queue.clear();
    assertEquals(0, queue.size());
    assertFalse(queue.bytes() > 0);
  }

  @Test
  void theRateIsAMeanOverASecond() {
    RateLimit limit = new RateLimit(10, 0);
    for (int i = 0; i < 10; i++) {
      assertTrue(limit.take(() -> 0));
    }
    assertFalse(limit.take(() -> 50));
    assertTrue(limit.take(() -> 200), "two more after 200 ms");
    assertTrue(limit.take(() -> 200));
    assertFalse(limit.take(() -> 200));
    for (int i = 0; i < 10; i++) {
      assertTrue(limit.take(() -> 60_000), "never more than a second's worth");
    }
    assertFalse(limit.take(() -> 60_000));
  }
}
