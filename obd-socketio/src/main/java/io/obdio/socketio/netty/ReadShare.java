package io.obdio.socketio.netty;

import java.util.concurrent.TimeUnit;

/**
 * The share of an event loop's time for input that takes long to process, such as messages of the
 * largest size with many values: a quarter in the long run, after a burst of a quarter of a second.
 * Without it, a few clients that send such messages delay all others. Not safe for use by several
 * threads.
 */
public final class ReadShare {

  /** Input that is processed within this time is not counted. */
  public static final long FREE_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

  /** The longest pause of one connection; pings must be answered in time. */
  public static final long MAX_PAUSE_NANOS = TimeUnit.SECONDS.toNanos(1);

  /** The reciprocal of the share. */
  private static final int PARTS = 4;

  private static final long WINDOW_NANOS = TimeUnit.SECONDS.toNanos(1);

  private long usedUntil;
  private boolean used;

  /** Creates a share of which nothing is used. */
  public ReadShare() {}

  /**
   * Counts input of one connection.
   *
   * @param now the time after it was processed, in ns
   * @param took the time that this took, in ns
   * @return the time in ns for which the connection must not be read
   */
  public long charge(long now, long took) {
    if (took <= FREE_NANOS) {
      return 0;
    }
    if (!used || now - WINDOW_NANOS - usedUntil > 0) {
      used = true;
      usedUntil = now - WINDOW_NANOS;
    }
    usedUntil += took * PARTS;
    return Math.max(0, Math.min(usedUntil - now, MAX_PAUSE_NANOS));
  }
}
