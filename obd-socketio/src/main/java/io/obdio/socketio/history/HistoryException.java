package io.obdio.socketio.history;

/** A history that cannot be opened, read or written; the message states what to do. */
public final class HistoryException extends Exception {

  private static final long serialVersionUID = 1L;

  /** Creates an exception with a message for people. */
  public HistoryException(String message) {
    super(message);
  }

  /** Creates an exception with a message for people and its cause. */
  public HistoryException(String message, Throwable cause) {
    super(message, cause);
  }
}
