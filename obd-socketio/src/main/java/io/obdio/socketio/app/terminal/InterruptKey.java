package io.obdio.socketio.app.terminal;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ctrl-C and SIGTERM as the ordinary end of a subcommand: the program completes its output and ends
 * with exit code 0.
 */
public final class InterruptKey implements AutoCloseable {

  private static final long DEADLINE_S = 5;

  private final CountDownLatch completed = new CountDownLatch(1);
  private final Thread hook;

  private InterruptKey(Runnable task) {
    hook =
        new Thread(
            () -> {
              task.run();
              try {
                boolean unused = completed.await(DEADLINE_S, TimeUnit.SECONDS);
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
              Runtime.getRuntime().halt(0);
            },
            "obdio-shutdown");
  }

  /**
   * Lets {@code task} run when the process is asked to end. The process ends after {@link #close},
   * or after five seconds.
   */
  public static InterruptKey onInterrupt(Runnable task) {
    InterruptKey key = new InterruptKey(task);
    Runtime.getRuntime().addShutdownHook(key.hook);
    return key;
  }

  /** Restores the default behaviour, unless the process is ending already. */
  @Override
  public void close() {
    completed.countDown();
    try {
      boolean unused = Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The process is ending.
    }
  }
}
