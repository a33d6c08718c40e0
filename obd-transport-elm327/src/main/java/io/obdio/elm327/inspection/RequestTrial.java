package io.obdio.elm327.inspection;

import java.time.Duration;

/**
 * The measurement of one form of requests.
 *
 * @param form the form
 * @param bitRate the bit rate of the serial line in bit/s; 0 if the link is none
 * @param requests the number of requests that were sent
 * @param failures the number of them that were not answered completely
 * @param valuesPerRequest the number of values of each request
 * @param total the time that all requests took
 */
public record RequestTrial(
    RequestForm form,
    int bitRate,
    int requests,
    int failures,
    int valuesPerRequest,
    Duration total) {

  /** The shortest time that counts: below, the clock is too coarse for a rate. */
  private static final double MIN_SECONDS = 1e-4;

  /** Returns whether every request was answered. */
  public boolean works() {
    return requests > 0 && failures == 0;
  }

  /** Returns the rate in values per second; 0 if a request was not answered. */
  public double valuesPerSecond() {
    double seconds = Math.max(MIN_SECONDS, total.toNanos() / 1e9);
    return works() ? requests * valuesPerRequest / seconds : 0;
  }

  /** Returns the mean time of a request in ms. */
  public double millisPerRequest() {
    return requests == 0 ? 0 : total.toNanos() / 1e6 / requests;
  }
}
