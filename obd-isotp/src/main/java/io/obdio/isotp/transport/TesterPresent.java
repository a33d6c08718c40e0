package io.obdio.isotp.transport;

import io.obdio.isotp.loop.EventLoop;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;

/**
 * A timer that sends TesterPresent (ISO 14229-1 service 3E) whenever no request has been sent for
 * an interval.
 *
 * <p>Threads: any thread postpones and closes; the loop sends.
 */
final class TesterPresent implements AutoCloseable {

  private final EventLoop loop;
  private final long interval;
  private final Runnable send;
  private volatile long due;
  private volatile boolean closed;

  /**
   * Starts a timer.
   *
   * @param loop the loop that sends, which stays open when the timer is closed
   * @param send sends the message; must not block
   */
  TesterPresent(EventLoop loop, Duration interval, Runnable send) {
    this.loop = loop;
    this.interval = interval.toNanos();
    this.send = send;
    postpone();
    schedule();
  }

  /** Starts the interval again: a request has been sent. */
  void postpone() {
    due = loop.now() + interval;
  }

  private void schedule() {
    try {
      loop.scheduleAt(due, this::onTimer);
    } catch (RejectedExecutionException e) {
      closed = true;
    }
  }

  private void onTimer() {
    if (closed) {
      return;
    }
    if (loop.now() - due >= 0) {
      postpone();
      send.run();
    }
    schedule();
  }

  @Override
  public void close() {
    closed = true;
  }
}
