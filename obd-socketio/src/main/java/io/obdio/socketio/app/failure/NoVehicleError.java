package io.obdio.socketio.app.failure;

/** A vehicle that does not answer: one line without a stack trace, {@link ExitCode#NO_VEHICLE}. */
public final class NoVehicleError extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Creates an error with a message that states what to do. */
  public NoVehicleError(String message) {
    super(message);
  }
}
