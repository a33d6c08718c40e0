package io.obdio.socketio.vehicle;

import java.util.Locale;

/** The machine-readable reasons why a request of a client failed; a client may branch on them. */
public enum ErrorCode {
  /** An argument is missing, has the wrong type or is out of range. */
  BAD_ARGUMENT,
  /** No command has this name. */
  UNKNOWN_COMMAND,
  /** The vehicle does not support the command. */
  NOT_SUPPORTED,
  /** There is no connection to a vehicle. */
  NOT_CONNECTED,
  /** The client has not presented a valid key. */
  UNAUTHORIZED,
  /** The configuration or the client's key does not allow the request. */
  NOT_ALLOWED,
  /** Too many requests are pending. */
  BUSY,
  /** The deadline passed. */
  TIMEOUT,
  /** No ECU answered. */
  NO_DATA,
  /** An ECU sent a negative response. */
  NEGATIVE_RESPONSE,
  /** The bus or the adapter failed, or the response was damaged. */
  CAR_ERROR,
  /** No channel has this name. */
  UNKNOWN_CHANNEL,
  /** No event has this name. */
  UNKNOWN_EVENT,
  /** The adapter cannot be opened. */
  UNAVAILABLE,
  /** The battery is low: nothing is requested, so that the engine can be started. */
  LOW_VOLTAGE,
  /** A handler of the server failed. */
  INTERNAL;

  /** Returns the code as clients receive it, such as {@code bad_argument}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
