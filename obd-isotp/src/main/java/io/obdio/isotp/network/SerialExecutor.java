package io.obdio.isotp.network;

import java.util.ArrayDeque;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs one connection's callbacks one after another on a shared executor.
 *
 * <p>Threads: anybody adds; one thread of the executor at a time runs. The monitor guards the queue
 * and both flags.
 */
final class SerialExecutor {

  /** Messages that may wait. */
  static final int MAX_MESSAGES = 64;

  private static final Logger LOG = LoggerFactory.getLogger(SerialExecutor.class);

  /** Errors and first frames may fill the queue further, up to here; beyond they are dropped. */
  private static final int MAX_EVENTS = 4 * MAX_MESSAGES;

  private final Executor executor;
  private final ArrayDeque<Runnable> queue = new ArrayDeque<>();
  private int messages;
  private boolean running;

  SerialExecutor(Executor executor) {
    this.executor = executor;
  }

  synchronized boolean full() {
    return messages >= MAX_MESSAGES;
  }

  /** Adds a message's callback; the caller has asked {@link #full}. */
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

  /** Adds the callback of an event that may be dropped if the listener is far behind. */
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
      LOG.debug("a callback is lost: the executor is shut down");
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
