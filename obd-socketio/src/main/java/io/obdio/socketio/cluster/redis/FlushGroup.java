package io.obdio.socketio.cluster.redis;

import io.lettuce.core.api.StatefulConnection;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The flushing of commands to a connection. A command that is sent after a pause is flushed at
 * once; those that follow quickly are flushed together, one millisecond later at most. One thread
 * flushes, which is not the one of the connection: what that thread writes itself would overtake
 * what others have handed to it. Safe for use by any thread.
 */
final class FlushGroup {
  private static final long INTERVAL_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

  private final StatefulConnection<?, ?> connection;
  private final ScheduledExecutorService thread;
  private final AtomicBoolean scheduled = new AtomicBoolean();
  private volatile long lastFlush = System.nanoTime() - INTERVAL_NANOS;

  /**
   * Creates a group.
   *
   * @param thread one thread, which is not the one of the connection
   */
  FlushGroup(StatefulConnection<?, ?> connection, ScheduledExecutorService thread) {
    this.connection = connection;
    this.thread = thread;
    connection.setAutoFlushCommands(false);
  }

  /** Flushes the commands that were sent, now or soon. */
  void flush() {
    if (!scheduled.compareAndSet(false, true)) {
      return;
    }
    long early = lastFlush + INTERVAL_NANOS - System.nanoTime();
    if (early <= 0) {
      thread.execute(this::flushNow);
    } else {
      var unused = thread.schedule(this::flushNow, early, TimeUnit.NANOSECONDS);
    }
  }

  private void flushNow() {
    scheduled.set(false); // before: a command that is sent from now on needs a flush of its own
    lastFlush = System.nanoTime();
    connection.flushCommands();
  }
}
