package io.obdio.isotp.network;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.ArrayDeque;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The bounded queue of one connection's callbacks, run one after another on a shared executor.
 * Messages, events and the final callback have bounds of their own, so this is not a general serial
 * executor.
 *
 * <p>Threads: any thread adds; one thread of the executor at a time runs.
 */
final class ConnectionCallbacks {

  /** Messages that may wait. */
  static final int MAX_MESSAGES = 64;

  private static final Logger LOG = LoggerFactory.getLogger(ConnectionCallbacks.class);

  /** Queue length above which errors and first frames are dropped. */
  private static final int MAX_EVENTS = 4 * MAX_MESSAGES;

  private final Executor executor;

  @GuardedBy("this")
  private final ArrayDeque<Runnable> queue = new ArrayDeque<>();

  @GuardedBy("this")
  private int messages;

  @GuardedBy("this")
  private boolean running;

  ConnectionCallbacks(Executor executor) {
    this.executor = executor;
  }

  /** Returns true if {@value #MAX_MESSAGES} messages are waiting. */
  synchronized boolean full() {
    return messages >= MAX_MESSAGES;
  }

  /** Adds the callback of a message; the caller has checked {@link #full}. */
  void addMessage(Runnable callback) {
    synchronized (this) {
      messages++;
    }
    add(
        () -> {
          synchronized (this) {
            messages--;
          }
          callback.run();
        });
  }

  /** Adds the callback of an event, which is dropped if the queue is long. */
  void addEvent(Runnable callback) {
    synchronized (this) {
      if (queue.size() >= MAX_EVENTS) {
        return;
      }
    }
    add(callback);
  }

  /** Adds a callback that is never dropped. */
  void add(Runnable callback) {
    synchronized (this) {
      queue.add(callback);
      if (running) {
        return;
      }
      running = true;
    }
    try {
      executor.execute(this::runAll);
    } catch (RejectedExecutionException e) {
      LOG.debug("callbacks dropped: the executor is shut down");
      synchronized (this) {
        running = false;
        queue.clear();
      }
    }
  }

  private void runAll() {
    while (true) {
      Runnable next;
      synchronized (this) {
        next = queue.poll();
        if (next == null) {
          running = false;
          return;
        }
      }
      try {
        next.run();
      } catch (RuntimeException | Error e) {
        LOG.error("a callback failed", e);
      }
    }
  }
}
