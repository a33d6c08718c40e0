package io.obdio.isotp.network;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The threads that run user code: at most one for each connection with pending callbacks. */
final class CallbackThreads {

  private CallbackThreads() {}

  static ExecutorService create(String bus) {
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
