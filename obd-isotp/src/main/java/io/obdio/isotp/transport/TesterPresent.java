package io.obdio.isotp.transport;

import io.obdio.core.util.DaemonThreads;
import java.io.IOException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a vehicle's session alive while nobody asks (ISO 14229-1 service 3E).
 *
 * <p>Threads: one of its own sends; any thread postpones and closes. The monitor guards the time.
 */
final class TesterPresent {

  private static final Logger LOG = LoggerFactory.getLogger(TesterPresent.class);

  /** What is done when it is time. */
  @FunctionalInterface
  interface Task {
    void run() throws IOException, InterruptedException;
  }

  private final long interval;
  private final Task task;
  private final Thread thread;
  private long due;
  private boolean closed;

  TesterPresent(String port, Duration interval, Task task) {
    this.interval = interval.toNanos();
    this.task = task;
    due = System.nanoTime() + this.interval;
    thread = DaemonThreads.start("tester-present-" + port, this::run);
  }

  /** There was a request: no need before the next interval is over. */
  synchronized void postpone() {
    due = System.nanoTime() + interval;
  }

  private void run() {
    try {
      while (awaitDue()) {
        postpone();
        try {
          task.run();
        } catch (IOException e) {
          LOG.debug("tester present was not sent: {}", e.getMessage());
        }
      }
    } catch (InterruptedException e) {
      LOG.debug("tester present ends");
    }
  }

  private synchronized boolean awaitDue() throws InterruptedException {
    long left = due - System.nanoTime();
    while (!closed && left > 0) {
      wait(left / 1_000_000 + 1);
      left = due - System.nanoTime();
    }
    return !closed;
  }

  void close() {
    synchronized (this) {
      closed = true;
      notifyAll();
    }
    thread.interrupt();
  }
}
