package io.obdio.socketio.protocol;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/**
 * An exception for a message that is not a Socket.IO packet or exceeds a limit; the session ends.
 */
public final class PacketException extends Exception {
  @Serial private static final long serialVersionUID = 1L;

  private final boolean limit;

  /** Creates an exception for a message that is not a packet. */
  public PacketException(String message) {
    this(message, null);
  }

  /** Creates an exception for a message that is not a packet. */
  public PacketException(String message, @Nullable Throwable cause) {
    super(message, cause);
    this.limit = false;
  }

  private PacketException(String message, boolean limit) {
    super(message);
    this.limit = limit;
  }

  /** Returns an exception for a packet that exceeds a limit of memory. */
  public static PacketException limit(String message) {
    return new PacketException(message, true);
  }

  /** Returns whether the packet exceeds a limit of memory. */
  public boolean isLimit() {
    return limit;
  }
}
