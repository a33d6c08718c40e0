package io.obdio.sim.vehicle;

/** A signal as a pure function of time. */
@FunctionalInterface
public interface SignalSource {

  /**
   * Returns the value at a time.
   *
   * @param seconds since the simulation began, not negative
   * @return the value in the signal's unit; the caller limits it to the signal's range
   */
  double at(double seconds);

  /** Returns a source with a constant value. */
  static SignalSource constant(double value) {
    return seconds -> value;
  }
}
