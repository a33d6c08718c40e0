package io.obdio.elm327.link;

import io.obdio.core.transport.ConnectionReason;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The exception for a port that cannot be opened; the message names it and the remedy. */
public final class LinkUnavailableException extends IOException {

  private static final long serialVersionUID = 1L;

  private final ConnectionReason reason;

  /** Creates an exception with a message for the user. */
  public LinkUnavailableException(String message) {
    this(ConnectionReason.UNAVAILABLE, message, null);
  }

  /** Creates an exception with a message for the user and its cause. */
  public LinkUnavailableException(String message, Throwable cause) {
    this(ConnectionReason.UNAVAILABLE, message, cause);
  }

  /** Creates an exception with a reason and a message for the user. */
  public LinkUnavailableException(
      ConnectionReason reason, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.reason = reason;
  }

  /** Returns the reason, on which programs may branch. */
  public ConnectionReason reason() {
    return reason;
  }
}
