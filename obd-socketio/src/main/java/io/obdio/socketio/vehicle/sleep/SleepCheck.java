package io.obdio.socketio.vehicle.sleep;

/** The checks that can be due. */
enum SleepCheck {
  /** None. */
  NONE,
  /** The supply voltage is to be measured, without a request to the vehicle. */
  VOLTAGE,
  /** The voltage is to be measured, and engine speed and vehicle speed are to be requested. */
  VEHICLE
}
