package io.obdio.socketio.vehicle.sleep;

import java.util.Locale;

/** The power states of the connection to the vehicle. */
public enum SleepState {
  /** The vehicle is requested as clients watch it. */
  AWAKE,
  /** Nothing is requested; the adapter sleeps if it can. Clients and the vehicle end this state. */
  ASLEEP,
  /** As {@link #ASLEEP}, because the battery is low: requests of clients are refused. */
  LOW_VOLTAGE;

  /** Returns the state as clients receive it, such as {@code low_voltage}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
