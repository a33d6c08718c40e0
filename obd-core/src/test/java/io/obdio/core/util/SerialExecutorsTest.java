package io.obdio.core.util;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SerialExecutorsTest {

  private final CountDownLatch started = new CountDownLatch(1);
  private final CountDownLatch release = new CountDownLatch(1);
  private final List<Integer> done = new CopyOnWriteArrayList<>();

  /** Occupies the thread until {@link #release}. */
  private void block(ExecutorService executor) throws InterruptedException {
    executor.execute(
        () -> {
          started.countDown();
          try {
            assertTrue(release.await(30, TimeUnit.SECONDS));
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
    assertTrue(started.await(20, TimeUnit.SECONDS));
  }

  private void drain(ExecutorService executor) throws InterruptedException {
    release.countDown();
    executor.shutdown();
    assertTrue(executor.awaitTermination(20, TimeUnit.SECONDS));
  }

  @Test
  void rejectsWhenFull() throws InterruptedException {
    ExecutorService executor = SerialExecutors.rejecting("test", 2);
    block(executor);
    executor.execute(() -> done.add(1));
    executor.execute(() -> done.add(2));
    assertThrows(RejectedExecutionException.class, () -> executor.execute(() -> done.add(3)));
    drain(executor);
    assertEquals(List.of(1, 2), done);
    assertThrows(RejectedExecutionException.class, () -> executor.execute(() -> done.add(4)));
  }

  @Test
  void discardsTheOldestWhenFull() throws InterruptedException {
    ExecutorService executor = SerialExecutors.discardingOldest("test", 2);
    block(executor);
    for (int i = 1; i <= 4; i++) {
      int number = i;
      executor.execute(() -> done.add(number));
    }
    drain(executor);
    assertEquals(List.of(3, 4), done);
    executor.execute(() -> done.add(5));
    assertEquals(List.of(3, 4), done);
  }

  @Test
  void runsOnADaemonThreadOfItsName() throws Exception {
    ExecutorService executor = SerialExecutors.rejecting("test-thread", 1);
    assertEquals(
        "test-thread true",
        executor
            .submit(
                () -> Thread.currentThread().getName() + " " + Thread.currentThread().isDaemon())
            .get(20, TimeUnit.SECONDS));
    drain(executor);
  }
}
