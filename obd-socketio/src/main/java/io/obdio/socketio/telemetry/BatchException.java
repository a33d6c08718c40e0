package io.obdio.socketio.telemetry;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** An exception for a payload that cannot be read, or exceeds a limit. */
public final class BatchException extends Exception {
  @Serial private static final long serialVersionUID = 1L;

  /**
   * Creates an exception.
   *
   * @param message the reason
   */
  public BatchException(String message) {
    this(message, null);
  }

  /**
   * Creates an exception.
   *
   * @param message the reason
   * @param cause the error of a library; null if there is none
   */
  public BatchException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
