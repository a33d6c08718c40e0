package io.obdio.isotp.can;

import java.io.IOException;

/** Thrown when the transmit queue of a bus is full; the frame was not accepted. */
public final class CanBusFullException extends IOException {

  private static final long serialVersionUID = 1L;

  /**
   * Creates an exception.
   *
   * @param message a message that names the bus
   */
  public CanBusFullException(String message) {
    super(message);
  }
}
