package io.obdio.socketio.fleet;

import java.io.IOException;
import java.io.Serial;

/** An exception for a batch that the store can never take; sending it again is of no use. */
public final class UnstorableBatchException extends IOException {

  @Serial private static final long serialVersionUID = 1L;

  /**
   * Creates an exception.
   *
   * @param message the reason
   * @param cause the failure
   */
  public UnstorableBatchException(String message, Throwable cause) {
    super(message, cause);
  }
}
