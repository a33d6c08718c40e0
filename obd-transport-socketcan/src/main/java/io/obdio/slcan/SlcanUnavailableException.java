package io.obdio.slcan;

import io.obdio.core.transport.ConnectionReason;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The exception for an adapter that cannot be used; the message names the remedy. */
final class SlcanUnavailableException extends IOException {

  private static final long serialVersionUID = 1L;

  private final ConnectionReason reason;

  SlcanUnavailableException(ConnectionReason reason, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.reason = reason;
  }

  /** Returns the reason of a failure to open an adapter. */
  static ConnectionReason reason(IOException failure) {
    return failure instanceof SlcanUnavailableException known
        ? known.reason
        : ConnectionReason.UNAVAILABLE;
  }
}
