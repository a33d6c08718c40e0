package io.obdio.socketio.vehicle.sleep;

import java.util.OptionalDouble;

/**
 * The result of a check.
 *
 * @param connected whether the port is open
 * @param answering whether the vehicle answers; false if it was not requested
 * @param rpm engine speed in 1/min; empty if it is not known
 * @param speed vehicle speed in km/h; empty if it is not known
 * @param volts supply voltage in volts; empty if it is not known
 * @param passive whether the voltage was measured without a request to the vehicle
 */
record SleepObservation(
    boolean connected,
    boolean answering,
    OptionalDouble rpm,
    OptionalDouble speed,
    OptionalDouble volts,
    boolean passive) {

  /** What is observed while the port is not open. */
  static final SleepObservation NOT_CONNECTED =
      new SleepObservation(
          false,
          false,
          OptionalDouble.empty(),
          OptionalDouble.empty(),
          OptionalDouble.empty(),
          false);

  /** Returns an observation of the supply voltage alone. */
  static SleepObservation ofVolts(OptionalDouble volts) {
    return new SleepObservation(
        true, false, OptionalDouble.empty(), OptionalDouble.empty(), volts, true);
  }
}
