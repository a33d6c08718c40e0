package io.obdio.socketio.json;

import java.io.Serial;

/** An exception for JSON that cannot be read, or a value that cannot be written. */
public final class JsonException extends Exception {
  @Serial private static final long serialVersionUID = 1L;

  /**
   * Creates an exception.
   *
   * @param message the reason
   * @param cause the library's error
   */
  public JsonException(String message, @org.jspecify.annotations.Nullable Throwable cause) {
    super(message, cause);
  }
}
