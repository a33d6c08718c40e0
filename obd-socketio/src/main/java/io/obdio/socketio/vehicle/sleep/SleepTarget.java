package io.obdio.socketio.vehicle.sleep;

/**
 * The connection that sleeps. The methods may wait for the adapter and the vehicle, with deadlines;
 * they are called by one thread at a time.
 */
interface SleepTarget {

  /** Returns whether the connection is another one than that of the last call. */
  boolean isReplaced();

  /** Measures the supply voltage without a request to the vehicle; works in low power mode. */
  SleepObservation measure();

  /** Measures the voltage and requests engine speed and vehicle speed. */
  SleepObservation observe();

  /** Stops all requests and begins the low power mode, or notes another reason for it. */
  void suspend(SleepState state);

  /** Ends the low power mode; the requests of watched commands remain stopped. */
  void wake();

  /** Ends the low power mode and starts the requests of watched commands. */
  void resume();
}
