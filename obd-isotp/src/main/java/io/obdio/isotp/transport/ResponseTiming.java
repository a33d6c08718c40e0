package io.obdio.isotp.transport;

import com.google.errorprone.annotations.concurrent.GuardedBy;

/**
 * The times to wait for responses: at least P2, more if the vehicle or this host has been slower.
 * As in RFC 6298 an initial value holds until the latency is known, and the window is three times a
 * latency whose variation is not known. Times are nanoseconds.
 *
 * <p>Pure: the current time is a parameter. Threads: any.
 */
final class ResponseTiming {

  /**
   * Minimum window of the request that looks for the vehicle, and of the requests after it until
   * {@link #OBSERVATIONS} responses have been observed.
   */
  static final long INITIAL = 250_000_000;

  /** Number of observed latencies after which the initial window does not apply any more. */
  static final int OBSERVATIONS = 8;

  /** Time in which a latency that was observed loses half of its weight. */
  static final long HALF_LIFE = 20_000_000_000L;

  private static final long MARGIN = 10_000_000;
  private static final long MAXIMUM = 5_000_000_000L;

  private final long p2;

  /** The recent maximum of the latency, as it was at {@link #learnedAt}. */
  @GuardedBy("this")
  private long latency;

  @GuardedBy("this")
  private long learnedAt;

  @GuardedBy("this")
  private int observations;

  ResponseTiming(long p2) {
    this.p2 = p2;
  }

  long p2() {
    return p2;
  }

  /**
   * Learns from the time between a request and the first sign of its response.
   *
   * @param observed that time, or an upper bound of it
   */
  synchronized void learn(long observed, long now) {
    latency = Math.max(Math.max(0, observed), latency(now));
    learnedAt = now;
    observations = Math.min(OBSERVATIONS, observations + 1);
  }

  @GuardedBy("this")
  private long latency(long now) {
    return (long) (latency * Math.pow(0.5, (double) (now - learnedAt) / HALF_LIFE));
  }

  /** Returns how long to wait for the first response to a request. */
  synchronized long window(long now) {
    long learned = Math.min(MAXIMUM, 3 * latency(now) + MARGIN);
    return Math.max(Math.max(p2, learned), observations < OBSERVATIONS ? INITIAL : 0);
  }

  /**
   * Returns how long to wait for the first response to the request that looks for the vehicle.
   *
   * @param repetitions the number of such requests before; each doubles the time (RFC 6298)
   */
  long probeWindow(long now, int repetitions) {
    return Math.max(INITIAL << repetitions, window(now));
  }

  /**
   * Returns how long to wait for the responses of further ECUs after the first one to the request
   * that looks for the vehicle.
   *
   * @param first the latency of the first response
   */
  long furtherWindow(long first) {
    return Math.max(p2, first / 2);
  }
}
