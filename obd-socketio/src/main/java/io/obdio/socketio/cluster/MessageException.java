package io.obdio.socketio.cluster;

import java.io.Serial;

/** An exception for a message that is not as the protocol of the cluster requires. */
public final class MessageException extends Exception {
  @Serial private static final long serialVersionUID = 1L;

  /** Creates an exception. */
  public MessageException(String message) {
    super(message);
  }
}
