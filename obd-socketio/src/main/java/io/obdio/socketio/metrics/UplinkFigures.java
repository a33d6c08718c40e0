package io.obdio.socketio.metrics;

/** The numbers of an uplink to a broker. Methods may be called by any thread and do not block. */
public interface UplinkFigures {

  /** Returns whether there is a connection to the broker. */
  boolean isConnected();

  /** Returns the number of batches that no receiver has acknowledged. */
  long waiting();

  /** Returns the number of batches that were deleted before they were acknowledged. */
  long lost();
}
