package io.obdio.isotp.can;

import java.io.IOException;

/** The sending queue of a bus is full; the frame was not taken. */
public final class CanBusFullException extends IOException {

  private static final long serialVersionUID = 1L;

  /** With a message that names the bus. */
  public CanBusFullException(String message) {
    super(message);
  }
}
