package io.obdio.socketio.protocol;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** What came is no Socket.IO packet; the session ends. */
public final class PacketException extends Exception {
  @Serial private static final long serialVersionUID = 1L;

  PacketException(String message) {
    this(message, null);
  }

  PacketException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
