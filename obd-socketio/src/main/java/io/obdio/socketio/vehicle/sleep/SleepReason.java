package io.obdio.socketio.vehicle.sleep;

import java.util.Locale;

/** The reasons for a {@link SleepState}. */
public enum SleepReason {
  /** The connection is new, or is being opened again. */
  CONNECTED("the connection to the vehicle is new"),
  /** The engine runs or the vehicle moves. */
  IN_USE("the vehicle is in use"),
  /** The supply voltage is that of a battery that is being charged. */
  CHARGING("the supply voltage is at charging level"),
  /** The ignition was switched on. */
  IGNITION("the vehicle answers again"),
  /** A client has sent a request. */
  CLIENT("a client has sent a request"),
  /** The engine is off, and has been for the set time. */
  IDLE("the vehicle was not in use for the set time"),
  /** The supply voltage is below the guard. */
  LOW_VOLTAGE("the supply voltage is below the guard"),
  /** The supply voltage is sufficient again. */
  RECOVERED("the supply voltage is sufficient again");

  private final String text;

  SleepReason(String text) {
    this.text = text;
  }

  /** Returns the reason as clients receive it, such as {@code in_use}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Returns the reason as text for people. */
  public String text() {
    return text;
  }
}
