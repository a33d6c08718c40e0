package io.obdio.socketio.json;

import java.io.Serial;

/** JSON that cannot be read, or a value that cannot be written. */
public final class JsonException extends Exception {
  @Serial private static final long serialVersionUID = 1L;

  /**
   * An error with its reason.
   *
   * @param message what is wrong, for a person
   * @param cause the library's error
   */
  public JsonException(String message, @org.jspecify.annotations.Nullable Throwable cause) {
    super(message, cause);
  }
}
