package io.obdio.socketio.event;

/** The reply to a client whose event succeeds. An error is always an event and acknowledged. */
public enum Reply {
  /** The value as acknowledgement. */
  ACKNOWLEDGEMENT,
  /** The value as acknowledgement and as an event of the same name. */
  EVENT_AND_ACKNOWLEDGEMENT,
  /** An acknowledgement without a value, unless the handler returns one. */
  EMPTY_ACKNOWLEDGEMENT
}
