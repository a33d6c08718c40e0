package io.obdio.socketio.obd;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What was wrong with a client's event. The client gets it as event {@code error} and in the
 * acknowledgement: {@code {"event": .., "code": .., "message": ..}}.
 */
public final class EventError extends Exception {

  private static final long serialVersionUID = 1L;

  /** The machine words that a client may branch on. */
  public enum Code {
    /** An argument is missing, or of the wrong type or range. */
    BAD_ARGUMENT,
    /** No command has this name. */
    UNKNOWN_COMMAND,
    /** The vehicle does not have it. */
    NOT_SUPPORTED,
    /** There is no connection to a vehicle. */
    NOT_CONNECTED,
    /** The configuration does not allow it. */
    NOT_ALLOWED,
    /** Too much is asked already. */
    BUSY,
    /** The deadline passed. */
    TIMEOUT,
    /** Nobody answered. */
    NO_DATA,
    /** An ECU refused. */
    NEGATIVE_RESPONSE,
    /** The bus or the adapter failed, or the answer was damaged. */
    CAR_ERROR,
    /** No event has this name. */
    UNKNOWN_EVENT,
    /** The adapter cannot be had. */
    UNAVAILABLE,
    /** A handler failed: a mistake of the program. */
    INTERNAL;

    /** As it stands on the wire. */
    public String word() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  private final Code code;

  /** With a message that says what to do. */
  public EventError(Code code, String message) {
    // No stack trace: it is an answer, and may be made thousands of times by a bad client.
    super(message, null, false, false);
    this.code = code;
  }

  /** The machine word. */
  public Code code() {
    return code;
  }

  /** The object on the wire. */
  Map<String, Object> toJson(String event) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("event", event);
    json.put("code", code.word());
    json.put("message", String.valueOf(getMessage()));
    return json;
  }
}
