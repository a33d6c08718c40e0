package io.obdio.socketio.telemetry;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;

/**
 * A log of one kind of fault, which messages of a broker could cause often: one line each {@value
 * #SECONDS} s, with the number of faults since the last one. For any thread.
 */
public final class LimitedLog {

  static final int SECONDS = 10;

  private final Logger log;
  private final LongSupplier nanoTime;

  @GuardedBy("this")
  private long next;

  @GuardedBy("this")
  private boolean started;

  @GuardedBy("this")
  private long suppressed;

  /** Creates a log with the system's clock. */
  public LimitedLog(Logger log) {
    this(log, System::nanoTime);
  }

  LimitedLog(Logger log, LongSupplier nanoTime) {
    this.log = log;
    this.nanoTime = nanoTime;
  }

  /** Writes a line, or counts it. */
  public void warn(String message) {
    long count;
    synchronized (this) {
      long now = nanoTime.getAsLong();
      if (started && now - next < 0) {
        suppressed++;
        return;
      }
      started = true;
      next = now + TimeUnit.SECONDS.toNanos(SECONDS);
      count = suppressed;
      suppressed = 0;
    }
    log.warn(
        count == 0 ? "{}" : "{} ({} more since the last such line)", printable(message), count);
  }

  /** Returns a text of a message without what could change the log. */
  private static String printable(String message) {
    String cut = message.length() > 200 ? message.substring(0, 200) + "..." : message;
    return cut.replaceAll("\\p{Cntrl}", "?");
  }
}
