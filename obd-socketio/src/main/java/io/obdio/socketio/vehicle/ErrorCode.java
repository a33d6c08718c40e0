package io.obdio.socketio.vehicle;

import java.util.Locale;

/** The machine-readable reasons why a request of a client failed; a client may branch on them. */
public enum ErrorCode {
  /** An argument is missing, has the wrong type or is out of range. */
  BAD_ARGUMENT(400),
  /** No command has this name. */
  UNKNOWN_COMMAND(404),
  /** The vehicle does not support the command. */
  NOT_SUPPORTED(404),
  /** There is no connection to a vehicle. */
  NOT_CONNECTED(409),
  /** The client has not presented a valid key. */
  UNAUTHORIZED(401),
  /** The configuration or the client's key does not allow the request. */
  NOT_ALLOWED(403),
  /** Too many requests are pending. */
  BUSY(429),
  /** The deadline passed. */
  TIMEOUT(503),
  /** No ECU answered. */
  NO_DATA(503),
  /** An ECU sent a negative response. */
  NEGATIVE_RESPONSE(503),
  /** The bus or the adapter failed, or the response was damaged. */
  CAR_ERROR(503),
  /** No channel has this name. */
  UNKNOWN_CHANNEL(503),
  /** No vehicle that the client may see has this id. */
  UNKNOWN_VEHICLE(404),
  /** No event has this name. */
  UNKNOWN_EVENT(404),
  /** The adapter cannot be opened. */
  UNAVAILABLE(503),
  /** The battery is low: nothing is requested, so that the engine can be started. */
  LOW_VOLTAGE(409),
  /** A handler of the server failed. */
  INTERNAL(500);

  private final int httpStatus;

  ErrorCode(int httpStatus) {
    this.httpStatus = httpStatus;
  }

  /** Returns the status code with which the HTTP interfaces answer (RFC 9110, 15). */
  public int httpStatus() {
    return httpStatus;
  }

  /** Returns the code as clients receive it, such as {@code bad_argument}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
