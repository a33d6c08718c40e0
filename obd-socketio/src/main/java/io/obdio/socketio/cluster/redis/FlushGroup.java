package io.obdio.socketio.cluster.redis;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.lettuce.core.api.StatefulConnection;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * The flushing of commands to a connection. A command that is sent after a pause is flushed at
 * once; those that follow quickly are flushed together, one millisecond later at most. Safe for use
 * by any thread.
 */
final class FlushGroup {
  private static final long INTERVAL_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

  private final StatefulConnection<?, ?> connection;
  private final ScheduledExecutorService timer;

  @GuardedBy("this")
  private boolean scheduled;

  @GuardedBy("this")
  private long lastFlush = System.nanoTime() - INTERVAL_NANOS;

  FlushGroup(StatefulConnection<?, ?> connection, ScheduledExecutorService timer) {
    this.connection = connection;
    this.timer = timer;
    connection.setAutoFlushCommands(false);
  }

  /** Flushes the commands that were sent, now or soon. */
  synchronized void flush() {
    if (scheduled) {
      return;
    }
    long now = System.nanoTime();
    long early = lastFlush + INTERVAL_NANOS - now;
    if (early <= 0) {
      flushNow(now);
    } else {
      scheduled = true;
      var unused = timer.schedule(this::flushGroup, early, TimeUnit.NANOSECONDS);
    }
  }

  private synchronized void flushGroup() {
    scheduled = false;
    flushNow(System.nanoTime());
  }

  /** Flushes; without the lock, two threads would exchange the order of the commands. */
  @GuardedBy("this")
  private void flushNow(long now) {
    lastFlush = now;
    connection.flushCommands();
  }
}
