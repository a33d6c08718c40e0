package io.obdio.elm327;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Looks after an idle adapter, so that its loss is noticed without a question: at every tick
 * whether the link has ended, at every {@link #THOROUGH_EVERY}th by a cheap command. Its thread
 * calls {@link Elm327Transport#watch} alone.
 */
final class Watchdog {

  private static final int THOROUGH_EVERY = 5;

  private final CountDownLatch stopped = new CountDownLatch(1);

  private Watchdog() {}

  static Watchdog start(Elm327Transport transport, int everyMillis) {
    Watchdog dog = new Watchdog();
    Thread thread = new Thread(() -> dog.run(transport, everyMillis), "elm327-watchdog");
    thread.setDaemon(true);
    thread.start();
    return dog;
  }

  private void run(Elm327Transport transport, int everyMillis) {
    try {
      for (int tick = 1; !stopped.await(everyMillis, TimeUnit.MILLISECONDS); tick++) {
        transport.watch(tick % THOROUGH_EVERY == 0);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  void stop() {
    stopped.countDown();
  }
}
