package io.obdio.isotp.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The loop on its own thread. */
@Timeout(60)
class ThreadEventLoopTest {

  private final ThreadEventLoop loop = new ThreadEventLoop("loop-under-test");

  @AfterEach
  void close() {
    loop.close();
  }

  @Test
  void runsTasksOfManyThreadsEachInItsOrder() throws Exception {
    int threads = 4;
    int each = 20_000;
    int[] next = new int[threads];
    AtomicInteger disorder = new AtomicInteger();
    CountDownLatch done = new CountDownLatch(threads);
    for (int t = 0; t < threads; t++) {
      int me = t;
      new Thread(
              () -> {
                for (int i = 0; i < each; i++) {
                  int number = i;
                  loop.execute(
                      () -> {
                        if (next[me]++ != number || !loop.inLoop()) {
                          disorder.incrementAndGet();
                        }
                      });
                }
                loop.execute(done::countDown);
              })
          .start();
    }
    assertTrue(done.await(30, TimeUnit.SECONDS));
    assertEquals(0, disorder.get());
    assertFalse(loop.inLoop());
  }

  @Test
  void timersComeInOrderAndNeverEarly() throws Exception {
    List<Long> late = new ArrayList<>();
    List<Integer> order = new ArrayList<>();
    CountDownLatch done = new CountDownLatch(3);
    long start = loop.now();
    for (int i : new int[] {30, 10, 20}) {
      long at = start + TimeUnit.MILLISECONDS.toNanos(i);
      loop.scheduleAt(
          at,
          () -> {
            order.add(i);
            late.add(loop.now() - at);
            done.countDown();
          });
    }
    assertTrue(done.await(30, TimeUnit.SECONDS));
    assertEquals(List.of(10, 20, 30), order);
    assertTrue(late.stream().allMatch(l -> l >= 0), "late by " + late);
  }

  @Test
  void aTaskThatThrowsAffectsNoOther() throws Exception {
    CountDownLatch done = new CountDownLatch(1);
    loop.execute(
        () -> {
          throw new IllegalStateException("on purpose");
        });
    loop.schedule(1, done::countDown);
    assertTrue(done.await(30, TimeUnit.SECONDS));
  }

  @Test
  void aTimerCancelledOnTheLoopDoesNotRun() throws Exception {
    AtomicBoolean ran = new AtomicBoolean();
    CountDownLatch done = new CountDownLatch(1);
    loop.execute(
        () -> {
          EventLoop.Timer timer = loop.schedule(1, () -> ran.set(true));
          timer.cancel();
          loop.schedule(TimeUnit.MILLISECONDS.toNanos(5), done::countDown);
        });
    assertTrue(done.await(30, TimeUnit.SECONDS));
    assertFalse(ran.get());
  }

  @Test
  void closingEndsTheThreadAndRefuses() {
    loop.close();
    loop.close();
    assertThrows(RejectedExecutionException.class, () -> loop.execute(() -> {}));
    assertThrows(RejectedExecutionException.class, () -> loop.schedule(1, () -> {}));
    assertTrue(
        Thread.getAllStackTraces().keySet().stream()
            .noneMatch(thread -> thread.getName().equals("loop-under-test")));
  }

  @Test
  void aTaskMayCloseItsLoop() throws Exception {
    CountDownLatch closed = new CountDownLatch(1);
    loop.execute(
        () -> {
          loop.close();
          closed.countDown();
        });
    assertTrue(closed.await(30, TimeUnit.SECONDS));
    assertThrows(RejectedExecutionException.class, () -> loop.execute(() -> {}));
  }
}
