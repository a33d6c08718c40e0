package io.obdio.elm327.link;

import java.io.IOException;

/** The exception for a port that cannot be opened; the message names it and the remedy. */
public final class LinkUnavailableException extends IOException {

  private static final long serialVersionUID = 1L;

  /** Creates an exception with a message for the user. */
  public LinkUnavailableException(String message) {
    super(message);
  }

  /** Creates an exception with a message for the user and its cause. */
  public LinkUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
