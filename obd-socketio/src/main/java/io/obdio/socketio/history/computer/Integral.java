package io.obdio.socketio.history.computer;

/**
 * The integral of a quantity over time by the trapezoidal rule. A gap between two values that is
 * longer than a limit is left out: what happened in it is not known.
 */
final class Integral {

  /** The longest time between two values that are taken as neighbours, in ms. */
  static final long MAX_GAP = 15_000;

  private double sum;
  private double last;
  private long lastTime;
  private boolean begun;
  private boolean known;

  /**
   * Creates an integral.
   *
   * @param start the sum so far; NaN for none
   */
  Integral(double start) {
    known = !Double.isNaN(start);
    sum = known ? start : 0;
  }

  /**
   * Adds a value.
   *
   * @param time in ms; a time that is not after the last one is ignored
   */
  void add(double value, long time) {
    if (Double.isNaN(value) || begun && time <= lastTime) {
      return;
    }
    if (begun && time - lastTime <= MAX_GAP) {
      sum += (last + value) / 2 * (time - lastTime);
    }
    last = value;
    lastTime = time;
    begun = true;
    known = true;
  }

  /** Returns the sum in units of the quantity times milliseconds; NaN without any value. */
  double sum() {
    return known ? sum : Double.NaN;
  }
}
