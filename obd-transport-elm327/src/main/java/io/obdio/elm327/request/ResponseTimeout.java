package io.obdio.elm327.request;

import io.obdio.elm327.command.AtCommand;
import io.obdio.elm327.command.ElmAdapter;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;

/**
 * The time that the adapter waits for responses: as by default, as long as a request demands, or
 * until P2* (5 s, ISO 15765-4) for an ECU that announced its response (NRC 78). Not thread-safe.
 */
final class ResponseTimeout {

  /** The unit of AT ST, in ms. */
  private static final int UNIT = 4;

  private static final int MAX_UNITS = 0xFF;
  private static final int DEFAULT_UNITS = 0x32;
  private static final int MULTIPLIER = 5;
  private static final int STN_DEFAULT = 102;
  private static final int P2_STAR = 5000;

  private final ElmAdapter adapter;
  private boolean extended;
  private long millis;
  private boolean confirmed = true;

  ResponseTimeout(ElmAdapter adapter) {
    this.adapter = adapter;
  }

  /** Notes that the adapter has its default settings again. */
  void reset() {
    extended = false;
    millis = 0;
    confirmed = true;
    adapter.dialogue().setPatient(false);
  }

  /** Returns whether the adapter waits until P2*. */
  boolean isExtended() {
    return extended;
  }

  /** Sets whether the adapter waits until P2*; returns whether commands were sent for it. */
  boolean setExtended(boolean extend, long deadline) throws IOException {
    return set(extend, Duration.ofMillis(millis), deadline);
  }

  /**
   * Sets how long the adapter waits; returns whether commands were sent for it.
   *
   * @param extend whether until P2*
   * @param least the least time otherwise; zero for the default
   */
  boolean set(boolean extend, Duration least, long deadline) throws IOException {
    long required = Math.min(least.toMillis(), P2_STAR);
    if (extend == extended && required == millis && confirmed) {
      return false;
    }
    extended = extend;
    millis = required;
    long wait = extend ? P2_STAR : required;
    adapter.dialogue().setPatient(wait > UNIT * MAX_UNITS);
    if (adapter.isStn(deadline)) {
      adapter.set(AtCommand.STN_TIMEOUT, Long.toString(Math.max(STN_DEFAULT, wait)), deadline);
    } else {
      long units = Math.max(DEFAULT_UNITS, (wait + UNIT - 1) / UNIT);
      boolean multiplied = units > MAX_UNITS;
      long setting = Math.min(MAX_UNITS, multiplied ? units / MULTIPLIER + 1 : units);
      // Adaptive timing would shorten the wait to the latest response times of the ECUs.
      adapter.set(AtCommand.ADAPTIVE_TIMING, units > DEFAULT_UNITS ? "0" : "1", deadline);
      adapter.set(AtCommand.TIMEOUT, String.format(Locale.ROOT, "%02X", setting), deadline);
      adapter.set(AtCommand.TIMEOUT_MULTIPLIER, multiplied ? "5" : "1", deadline);
    }
    // If the deadline passed meanwhile, only a part was sent: send all of it next time.
    confirmed = deadline - adapter.dialogue().now() > 0;
    return true;
  }
}
