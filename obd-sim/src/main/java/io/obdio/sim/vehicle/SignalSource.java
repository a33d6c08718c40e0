package io.obdio.sim.vehicle;

/** A signal as a function of time. Must be pure: the same time gives the same value. */
@FunctionalInterface
public interface SignalSource {

  /**
   * The value.
   *
   * @param seconds since the simulation began, not negative
   * @return in the signal's unit; what lies outside its range is held within it
   */
  double at(double seconds);

  /** Always {@code value}. */
  static SignalSource constant(double value) {
    return seconds -> value;
  }
}
