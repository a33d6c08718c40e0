package io.obdio.socketio.cluster.redis;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The log of messages that could not be read: the first, then one each 10 s at most with the number
 * of those between. Safe for use by any thread.
 */
final class IgnoredMessages {
  private static final Logger LOG = LoggerFactory.getLogger(IgnoredMessages.class);
  private static final long INTERVAL_NANOS = TimeUnit.SECONDS.toNanos(10);

  @GuardedBy("this")
  private long last;

  @GuardedBy("this")
  private long unreported;

  @GuardedBy("this")
  private boolean reported;

  /**
   * Reports a message.
   *
   * @param origin the channel or the entry
   * @param reason why it was ignored
   */
  void report(String origin, String reason) {
    long others;
    synchronized (this) {
      long now = System.nanoTime();
      if (reported && now - last < INTERVAL_NANOS) {
        unreported++;
        return;
      }
      others = unreported;
      unreported = 0;
      reported = true;
      last = now;
    }
    LOG.warn(
        "Ignored a message of {}: {}{}",
        origin,
        reason,
        others == 0 ? "" : " (and " + others + " others since the last report)");
  }
}
