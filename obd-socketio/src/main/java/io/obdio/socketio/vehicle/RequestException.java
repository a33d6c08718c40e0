package io.obdio.socketio.vehicle;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A request of a client that failed: a code for programs and a message for people. Every face
 * reports it in its own form.
 */
public final class RequestException extends Exception {

  private static final long serialVersionUID = 1L;

  private final ErrorCode code;

  /**
   * Creates an exception without a stack trace: it is a reply, and a misbehaving client may cause
   * thousands of them.
   *
   * @param code what clients branch on
   * @param message what is wrong and what to do about it
   */
  public RequestException(ErrorCode code, String message) {
    super(message, null, false, false);
    this.code = code;
  }

  /** Returns the code. */
  public ErrorCode code() {
    return code;
  }

  /**
   * Returns the error as the object {@code {"event": .., "code": .., "message": ..}}.
   *
   * @param event name of the event that failed
   */
  public Map<String, Object> toJson(String event) {
    Map<String, Object> json = new LinkedHashMap<>(4);
    json.put("event", ClientText.brief(event));
    json.put("code", code.word());
    json.put("message", String.valueOf(getMessage()));
    return json;
  }
}
