package io.obdio.isotp.transport;

import com.google.errorprone.annotations.concurrent.GuardedBy;

/**
 * The times to wait for responses: at least P2, more if the vehicle or this host has been slower.
 * Times are nanoseconds.
 *
 * <p>Threads: any.
 */
final class ResponseTiming {

  /** Minimum window of the request that looks for the vehicle. */
  static final long PROBE = 250_000_000;

  private static final long MARGIN = 10_000_000;
  private static final long MAXIMUM = 2_000_000_000;

  private final long p2;

  /** A recent maximum of the latency, which decays by an eighth with each faster response. */
  @GuardedBy("this")
  private long latency;

  ResponseTiming(long p2) {
    this.p2 = p2;
  }

  long p2() {
    return p2;
  }

  /** Learns from the time between a request and the first sign of its response. */
  synchronized void learn(long observed) {
    latency = Math.max(Math.max(0, observed), latency - latency / 8);
  }

  /** Returns how long to wait for the first response to a request. */
  synchronized long window() {
    return Math.max(p2, Math.min(MAXIMUM, latency + latency / 2 + MARGIN));
  }

  /** Returns how long to wait for the first response to the request that looks for the vehicle. */
  long probeWindow() {
    return Math.max(PROBE, window());
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
