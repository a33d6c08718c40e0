package io.obdio.socketio.fleet;

import java.io.IOException;

/** The failure of a batch for which the queue of a {@link HistorySink} has no room. */
public final class SinkFullException extends IOException {

  private static final long serialVersionUID = 1L;

  /** Creates a failure. */
  public SinkFullException() {
    super("too many batches wait to be stored");
  }
}
