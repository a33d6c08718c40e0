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
  private final MemoryBudget budget = new MemoryBudget(2_000);
  private final OutboundQueue queue = new OutboundQueue(3, 10, budget);

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
  void allQueuesShareABudgetBeyondASmallAmount() {
    MemoryBudget small = new MemoryBudget(20_000);
    OutboundQueue first = new OutboundQueue(100, 100_000, small);
    OutboundQueue second = new OutboundQueue(100, 100_000, small);
    assertEquals(Outcome.QUEUED, first.offer(buffer("x".repeat(9_000)), SendMode.RELIABLE, null));
    assertEquals(Outcome.FULL, first.offer(buffer("x".repeat(2_000)), SendMode.RELIABLE, null));
    assertEquals(Outcome.QUEUED, second.offer(buffer("x".repeat(1_000)), SendMode.RELIABLE, null));
    assertEquals(Outcome.QUEUED, second.offer(buffer("x".repeat(1_000)), SendMode.RELIABLE, null));
    assertEquals(Outcome.FULL, second.offer(buffer("x".repeat(1_000)), SendMode.RELIABLE, null));
    assertEquals(11_000, small.used());
    first.clear();
    assertEquals(2_000, small.used());
    ByteBuf latest = buffer("x".repeat(3_000));
    assertEquals(Outcome.QUEUED, second.offer(latest, SendMode.LATEST, "k"));
    assertEquals(Outcome.DROPPED, second.offer(buffer("y"), SendMode.LATEST, "k"));
    assertEquals(2_001, small.used());
    second.clear();
    assertEquals(0, small.used());
  }

  @Test
  void halfOfTheBudgetIsForWhatIsKept() {
    MemoryBudget budget = new MemoryBudget(100);
    assertTrue(budget.reserveKept(50));
    assertFalse(budget.reserveKept(1));
    assertTrue(budget.reserve(50));
    assertFalse(budget.reserve(1));
    budget.releaseKept(10);
    assertTrue(budget.reserveKept(10));
    budget.exceed(5);
    assertEquals(105, budget.used());
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
