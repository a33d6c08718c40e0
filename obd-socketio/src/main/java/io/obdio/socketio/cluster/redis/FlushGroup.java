package io.obdio.socketio.cluster.redis;

import io.lettuce.core.api.StatefulConnection;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The flushing of commands to a connection. A command that is sent after a pause is flushed at
 * once; those that follow quickly are flushed together, one millisecond later at most. Only the
 * event loop of the connection flushes: what it writes would overtake what other threads have
 * handed to it. Safe for use by any thread.
 */
final class FlushGroup {
  private static final long INTERVAL_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

  private final StatefulConnection<?, ?> connection;
  private final ChannelLoop loop;
  private final AtomicBoolean scheduled = new AtomicBoolean();
  private volatile long lastFlush = System.nanoTime() - INTERVAL_NANOS;

  FlushGroup(StatefulConnection<?, ?> connection, ChannelLoop loop) {
    this.connection = connection;
    this.loop = loop;
    connection.setAutoFlushCommands(false);
  }

  /** Flushes the commands that were sent, now or soon. */
  void flush() {
    if (scheduled.compareAndSet(false, true)) {
      var unused = loop.schedule(this::flushNow, lastFlush + INTERVAL_NANOS - System.nanoTime());
    }
  }

  private void flushNow() {
    scheduled.set(false); // before: a command that is sent from now on needs a flush of its own
    lastFlush = System.nanoTime();
    connection.flushCommands();
  }
}
