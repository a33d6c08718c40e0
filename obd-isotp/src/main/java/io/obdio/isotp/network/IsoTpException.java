package io.obdio.isotp.network;

import io.obdio.isotp.engine.NResult;
import java.io.IOException;

/** Thrown when a transfer fails; the result has the standard's name. */
public final class IsoTpException extends IOException {

  private static final long serialVersionUID = 1L;

  /** The direction of a message. */
  public enum Direction {
    /** From this node. */
    SENDING,
    /** To this node. */
    RECEIVING
  }

  private final Direction direction;
  private final NResult result;

  /**
   * Creates an exception.
   *
   * @param connection the address of the connection, for the message
   * @param detail the cause, for the message; "" to describe the result
   */
  public IsoTpException(String connection, Direction direction, NResult result, String detail) {
    super(
        connection
            + ": "
            + (direction == Direction.SENDING ? "sending" : "receiving")
            + " failed: "
            + result
            + " ("
            + (detail.isEmpty() ? result.text() : detail)
            + ")");
    this.direction = direction;
    this.result = result;
  }

  /** Returns the direction of the message. */
  public Direction direction() {
    return direction;
  }

  /** Returns the result; never {@link NResult#N_OK}. */
  public NResult result() {
    return result;
  }
}
