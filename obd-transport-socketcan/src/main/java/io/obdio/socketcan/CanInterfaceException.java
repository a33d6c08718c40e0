package io.obdio.socketcan;

import io.obdio.core.transport.ConnectionReason;
import java.io.IOException;

/** The exception for a CAN interface that cannot be used; the message names the remedy. */
final class CanInterfaceException extends IOException {

  private static final long serialVersionUID = 1L;

  private final ConnectionReason reason;

  CanInterfaceException(ConnectionReason reason, String message) {
    super(message);
    this.reason = reason;
  }

  ConnectionReason reason() {
    return reason;
  }
}
