package io.obdio.core.util;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionHandler;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Bounded serial executors: one daemon thread runs the tasks in order; a limited number is pending.
 * The thread ends after a second without tasks and is started again for the next one. All methods
 * of the executors may be called by any thread.
 */
public final class SerialExecutors {

  private static final long IDLE_SECONDS = 1;

  private SerialExecutors() {}

  /**
   * Returns an executor that throws {@link java.util.concurrent.RejectedExecutionException} while
   * {@code capacity} tasks are pending, and once it is shut down.
   */
  public static ExecutorService rejecting(String threadName, int capacity) {
    return create(threadName, capacity, new ThreadPoolExecutor.AbortPolicy());
  }

  /**
   * Returns an executor that discards the oldest pending task for a new one while {@code capacity}
   * are pending, and ignores new ones once it is shut down.
   */
  public static ExecutorService discardingOldest(String threadName, int capacity) {
    return create(threadName, capacity, new ThreadPoolExecutor.DiscardOldestPolicy());
  }

  private static ExecutorService create(
      String threadName, int capacity, RejectedExecutionHandler whenFull) {
    ThreadPoolExecutor executor =
        new ThreadPoolExecutor(
            1,
            1,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(capacity),
            DaemonThreads.factory(threadName),
            whenFull);
    executor.allowCoreThreadTimeOut(true);
    return executor;
  }
}
