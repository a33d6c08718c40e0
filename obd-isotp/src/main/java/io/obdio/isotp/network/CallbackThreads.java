package io.obdio.isotp.network;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads that run users' code: never more than there are connections with something to say.
 */
final class CallbackThreads {

  private CallbackThreads() {}

  static ExecutorService make(String bus) {
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
