package io.obdio.core.connection;

import com.google.errorprone.annotations.concurrent.GuardedBy;
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
 * A bounded queue of callbacks that run on a thread of their own. Of pending calls with the same
 * key only the newest is kept; of more than {@code capacity} keys the oldest are discarded. All
 * methods may be called by any thread and do not wait. The thread starts with the first call.
 */
final class CallbackQueue implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(CallbackQueue.class);

  private final String threadName;
  private final int capacity;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();

  @GuardedBy("lock")
  private final Map<Object, Runnable> pending = new LinkedHashMap<>();

  @GuardedBy("lock")
  private @Nullable Thread thread;

  @GuardedBy("lock")
  private boolean closed;

  @GuardedBy("lock")
  private long superseded;

  @GuardedBy("lock")
  private long failures;

  @GuardedBy("lock")
  private String lastError = "";

  CallbackQueue(String threadName, int capacity) {
    this.threadName = threadName;
    this.capacity = capacity;
  }

  /** Queues a call, in place of a pending one with the same key. */
  void offer(Object key, Runnable call) {
    lock.lock();
    try {
      if (closed) {
        return;
      }
      if (pending.put(key, call) != null) {
        superseded++;
      } else if (pending.size() > capacity) {
        Iterator<Object> oldest = pending.keySet().iterator();
        oldest.next();
        oldest.remove();
        superseded++;
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

  /** Returns the next call; null when closed. */
  private @Nullable Runnable next() {
    lock.lock();
    try {
      while (pending.isEmpty() && !closed) {
        // Signalled when there is a call; the deadline is a precaution.
        boolean unused = changed.await(1, TimeUnit.HOURS);
      }
      if (closed) {
        return null;
      }
      Iterator<Runnable> calls = pending.values().iterator();
      Runnable call = calls.next();
      calls.remove();
      return call;
    } catch (InterruptedException e) {
      // A callback interrupted its own thread; the next call starts another.
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

  long superseded() {
    lock.lock();
    try {
      return superseded;
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

  /** Discards pending calls; a call in progress is completed. */
  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      pending.clear();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
