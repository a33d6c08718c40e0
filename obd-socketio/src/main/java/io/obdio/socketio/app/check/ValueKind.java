package io.obdio.socketio.app.check;

/** The outcome for an expected value. */
public enum ValueKind {
  /** An ECU's answer decodes to it. */
  RIGHT("right"),
  /** The answers decode to other values. */
  OTHER_VALUE("another value"),
  /** No command of the definitions has the request. */
  NO_COMMAND("no command for the request"),
  /** The command has no value of that name. */
  NO_SIGNAL("no such value in the command"),
  /** The lines hold no complete answer to the request: frames or characters are missing. */
  NO_ANSWER("no complete answer in the lines"),
  /** The request cannot be sent over the transport. */
  NOT_SENT("the request cannot be sent"),
  /** The file has the answer of an ECU that the command's request does not address. */
  OTHER_ECU("answer of an ECU that the request does not address"),
  /** No response arrives. */
  NO_RESPONSE("no response to the request"),
  /** The ECU responds negatively. */
  REFUSED("negative response"),
  /** The answer is too short for the value. */
  TOO_SHORT("answer too short"),
  /** The ECU reports that the value is not available. */
  NOT_AVAILABLE("value not available");

  private final String text;

  ValueKind(String text) {
    this.text = text;
  }

  /** Returns the kind in words. */
  public String text() {
    return text;
  }
}
