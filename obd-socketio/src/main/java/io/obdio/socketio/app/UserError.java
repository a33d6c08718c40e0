package io.obdio.socketio.app;

/** A mistake that the user can mend: shown as one line without a stack trace, exit code 2. */
final class UserError extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** With a message that says what is wrong and what to do. */
  UserError(String message) {
    super(message);
  }
}
