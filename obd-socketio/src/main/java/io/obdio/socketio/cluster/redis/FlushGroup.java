package io.obdio.socketio.cluster.redis;

import io.lettuce.core.api.StatefulConnection;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The flushing of commands to a connection. A command that is sent after a pause is flushed at
 * once; those that follow quickly are flushed together, one millisecond later at most. Safe for use
 * by any thread.
 */
final class FlushGroup {
  private static final long INTERVAL_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

  private final StatefulConnection<?, ?> connection;
  private final ScheduledExecutorService timer;
  private final AtomicBoolean scheduled = new AtomicBoolean();
  private volatile long lastFlush = System.nanoTime() - INTERVAL_NANOS;

  FlushGroup(StatefulConnection<?, ?> connection, ScheduledExecutorService timer) {
    this.connection = connection;
    this.timer = timer;
    connection.setAutoFlushCommands(false);
  }

  /** Flushes the commands that were sent, now or soon. */
  void flush() {
    if (scheduled.get()) {
      return;
    }
    long now = System.nanoTime();
    long early = lastFlush + INTERVAL_NANOS - now;
    if (early <= 0) {
      flushNow(now);
    } else if (scheduled.compareAndSet(false, true)) {
      var unused = timer.schedule(this::flushGroup, early, TimeUnit.NANOSECONDS);
    }
  }

  private void flushGroup() {
    scheduled.set(false); // before the flush: a command that is sent now is flushed again
    flushNow(System.nanoTime());
  }

  /** Flushes, one thread at a time: otherwise the order of the commands could change. */
  private synchronized void flushNow(long now) {
    lastFlush = now;
    connection.flushCommands();
  }
}
