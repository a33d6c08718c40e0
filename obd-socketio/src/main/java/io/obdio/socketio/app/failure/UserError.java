package io.obdio.socketio.app.failure;

/** An error that the user can correct: one line without a stack trace, exit code 2. */
public final class UserError extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Creates an error with a message that states what is wrong and what to do. */
  public UserError(String message) {
    super(message);
  }
}
