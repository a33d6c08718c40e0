package io.obdio.socketio.vehicle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.obdio.socketio.testing.Await;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RequestQueueTest {

  private static final Duration LONG = Duration.ofSeconds(30);

  private final RequestQueue queue = new RequestQueue("test-requests");
  private final CountDownLatch gate = new CountDownLatch(1);

  @AfterEach
  void close() {
    gate.countDown();
    queue.close();
  }

  private CompletableFuture<Boolean> block() {
    return queue.submit("x", 1, LONG, () -> gate.await(30, TimeUnit.SECONDS));
  }

  private static ErrorCode code(CompletableFuture<?> failing) {
    ExecutionException failure =
        assertThrows(ExecutionException.class, () -> failing.get(20, TimeUnit.SECONDS));
    return ((RequestException) failure.getCause()).code();
  }

  /** One client with 200 outstanding requests made 7 of 20 of another one fail. */
  @Test
  void aGreedyClientFailsNoRequestOfAnother() throws Exception {
    CompletableFuture<Boolean> first = block();
    List<CompletableFuture<Integer>> greedy = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      greedy.add(queue.submit("greedy", 1, LONG, () -> 1));
    }
    List<CompletableFuture<Integer>> modest = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      int number = i;
      modest.add(queue.submit("modest", 1, LONG, () -> number));
    }
    gate.countDown();
    assertTrue(Await.value(first));
    for (int i = 0; i < 20; i++) {
      assertEquals(i, Await.value(modest.get(i)));
    }
    int served = 0;
    for (CompletableFuture<Integer> each : greedy) {
      served += Await.value(each.exceptionally(e -> 0));
    }
    assertEquals(64, served, "the greedy client has its share");
    assertEquals(ErrorCode.BUSY, code(greedy.get(199)));
  }

  @Test
  void aRequestThatExpiresInTheQueueIsNotStartedAndTakesNoRoom() throws Exception {
    CompletableFuture<Boolean> first = block();
    List<String> started = new ArrayList<>();
    List<CompletableFuture<Boolean>> expiring = new ArrayList<>();
    for (int i = 0; i < 64; i++) {
      expiring.add(queue.submit("a", 1, Duration.ofMillis(1), () -> started.add("expired")));
    }
    for (CompletableFuture<Boolean> each : expiring) {
      assertEquals(ErrorCode.TIMEOUT, code(each));
    }
    CompletableFuture<Boolean> next = queue.submit("a", 1, LONG, () -> started.add("next"));
    gate.countDown();
    assertTrue(Await.value(first));
    assertTrue(Await.value(next));
    assertEquals(List.of("next"), started);
  }

  @Test
  void expiredRequestsOfClientsThatAreGoneTakeNoRoom() throws Exception {
    CompletableFuture<Boolean> first = block();
    CompletableFuture<Integer> last = CompletableFuture.completedFuture(0);
    for (int i = 0; i < 1_024; i++) {
      last = queue.submit("client " + i, 1, Duration.ofMillis(1), () -> 1);
    }
    assertEquals(ErrorCode.TIMEOUT, code(last));
    CompletableFuture<Integer> next = queue.submit("new", 1, LONG, () -> 2);
    gate.countDown();
    assertTrue(Await.value(first));
    assertEquals(2, Await.value(next));
  }

  @Test
  void whatIsPendingFailsWhenTheQueueIsClosed() throws Exception {
    CompletableFuture<Boolean> first = block();
    CompletableFuture<Integer> pending = queue.submit("a", 1, LONG, () -> 1);
    queue.close();
    assertEquals(ErrorCode.BUSY, code(pending));
    assertThrows(ExecutionException.class, () -> first.get(20, TimeUnit.SECONDS));
  }

  @Test
  void aRequestThatFailsDoesNotEndTheQueue() throws Exception {
    CompletableFuture<Object> failing =
        queue.submit(
            "a",
            1,
            LONG,
            () -> {
              throw new StackOverflowError("on purpose");
            });
    assertThrows(ExecutionException.class, () -> failing.get(20, TimeUnit.SECONDS));
    assertEquals(2, Await.value(queue.submit("a", 1, LONG, () -> 2)));
  }

  @Test
  void aClosedQueueRefuses() {
    queue.close();
    assertEquals(ErrorCode.BUSY, code(queue.submit("a", 1, LONG, () -> 1)));
    assertEquals(ErrorCode.BUSY, code(queue.submit("a", 1, LONG, () -> 1)));
  }
}
