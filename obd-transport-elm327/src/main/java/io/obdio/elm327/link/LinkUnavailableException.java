package io.obdio.elm327.link;

import java.io.IOException;

/** A port cannot be had; the message names it and says what to do. */
public final class LinkUnavailableException extends IOException {

  private static final long serialVersionUID = 1L;

  /** With a message for a person. */
  public LinkUnavailableException(String message) {
    super(message);
  }

  /** The same, with what caused it. */
  public LinkUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
