package io.obdio.isotp.network;

import io.obdio.isotp.engine.NResult;
import java.io.IOException;

/** A transfer failed; the result has the standard's name for it. */
public final class IsoTpException extends IOException {

  private static final long serialVersionUID = 1L;

  /** Which way the message was to go. */
  public enum Direction {
    /** From us. */
    SENDING,
    /** To us. */
    RECEIVING
  }

  private final Direction direction;
  private final NResult result;

  IsoTpException(String connection, Direction direction, NResult result, String detail) {
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

  /** Which way the message was to go. */
  public Direction direction() {
    return direction;
  }

  /** Why it failed; never {@link NResult#N_OK}. */
  public NResult result() {
    return result;
  }
}
