package io.obdio.socketio.app.terminal;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ctrl-C and SIGTERM as the ordinary end of a subcommand: the program completes its output and ends
 * with exit code 0.
 *
 * <p>Threads: any thread may call any method.
 */
public final class InterruptKey {

  private static final long DEADLINE_S = 5;

  private final CountDownLatch interrupted = new CountDownLatch(1);
  private final CountDownLatch released = new CountDownLatch(1);
  private final Thread hook = new Thread(this::end, "obdio-shutdown");

  /** Begins to wait for a request to end; {@link #release} must follow. */
  public InterruptKey() {
    Runtime.getRuntime().addShutdownHook(hook);
  }

  private void end() {
    interrupted.countDown();
    try {
      boolean unused = released.await(DEADLINE_S, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    Runtime.getRuntime().halt(0);
  }

  /**
   * Waits for a request to end.
   *
   * @param nanos the longest wait; 0 or less for none
   * @return whether the process is to end
   */
  public boolean await(long nanos) throws InterruptedException {
    return interrupted.await(nanos, TimeUnit.NANOSECONDS);
  }

  /**
   * Lets the process end, if that was requested, and else restores the default behaviour. Without
   * this call the process ends five seconds after the request.
   */
  public void release() {
    released.countDown();
    try {
      boolean unused = Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The process is ending.
    }
  }
}
