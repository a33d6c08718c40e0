package io.obdio.isotp.network;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The daemon threads of this package, which does not depend on obd-core and its factory of threads.
 */
final class NetworkThreads {

  private NetworkThreads() {}

  /** Starts a thread and returns it. */
  static Thread start(String name, Runnable task) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  /** Returns an executor of user code: at most one thread for each connection with callbacks. */
  static ExecutorService callbacks(String bus) {
    AtomicInteger number = new AtomicInteger();
    return new ThreadPoolExecutor(
        0,
        Integer.MAX_VALUE,
        5,
        TimeUnit.SECONDS,
        new SynchronousQueue<>(),
        task -> {
          Thread thread =
              new Thread(task, "isotp-" + bus + "-callback-" + number.incrementAndGet());
          thread.setDaemon(true);
          return thread;
        });
  }
}
