package io.obdio.core.connection;

import io.obdio.core.util.DaemonThreads;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs callbacks on one thread of its own. Any thread offers and never waits; of the calls with the
 * same key only the newest is kept, and of more than {@code bound} keys the oldest are dropped. The
 * thread starts with the first call. Everything is guarded by {@code lock}.
 */
final class CallbackQueue implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(CallbackQueue.class);

  private final String threadName;
  private final int bound;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Map<Object, Runnable> waiting = new LinkedHashMap<>();
  private @Nullable Thread thread;
  private boolean closed;
  private long overtaken;
  private long failures;
  private String lastError = "";

  CallbackQueue(String threadName, int bound) {
    this.threadName = threadName;
    this.bound = bound;
  }

  /** Runs {@code call} soon, in place of a waiting one with the same key. */
  void offer(Object key, Runnable call) {
    lock.lock();
    try {
      if (closed) {
        return;
      }
      if (waiting.put(key, call) != null) {
        overtaken++;
      } else if (waiting.size() > bound) {
        Iterator<Object> oldest = waiting.keySet().iterator();
        oldest.next();
        oldest.remove();
        overtaken++;
      }
      if (thread == null) {
        thread = DaemonThreads.start(threadName, this::run);
      }
      changed.signal();
    } finally {
      lock.unlock();
    }
  }

  private void run() {
    Runnable call = next();
    while (call != null) {
      try {
        call.run();
      } catch (RuntimeException | LinkageError | AssertionError | StackOverflowError e) {
        failed(e);
      }
      call = next();
    }
  }

  /** The next call; null when closed. */
  private @Nullable Runnable next() {
    lock.lock();
    try {
      while (waiting.isEmpty() && !closed) {
        // Signalled when there is work; the deadline only keeps the rule that every wait has one.
        boolean unused = changed.await(1, TimeUnit.HOURS);
      }
      if (closed) {
        return null;
      }
      Iterator<Runnable> calls = waiting.values().iterator();
      Runnable call = calls.next();
      calls.remove();
      return call;
    } catch (InterruptedException e) {
      // Nobody but a callback that interrupted its own thread: it costs that thread alone.
      thread = null;
      return null;
    } finally {
      lock.unlock();
    }
  }

  private void failed(Throwable e) {
    LOG.warn("a callback failed: {}", e.toString(), e);
    lock.lock();
    try {
      failures++;
      lastError = "a callback failed: " + e;
    } finally {
      lock.unlock();
    }
  }

  long overtaken() {
    lock.lock();
    try {
      return overtaken;
    } finally {
      lock.unlock();
    }
  }

  long failures() {
    lock.lock();
    try {
      return failures;
    } finally {
      lock.unlock();
    }
  }

  String lastError() {
    lock.lock();
    try {
      return lastError;
    } finally {
      lock.unlock();
    }
  }

  /** Drops what waits; the call under way ends by itself. */
  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      waiting.clear();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
