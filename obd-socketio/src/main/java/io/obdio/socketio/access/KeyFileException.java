package io.obdio.socketio.access;

import java.io.IOException;

/** A key file that cannot be read. The message names file, line and field. */
public final class KeyFileException extends IOException {

  private static final long serialVersionUID = 1L;

  KeyFileException(String message, Throwable cause) {
    super(message, cause);
  }

  KeyFileException(String message) {
    super(message);
  }
}
