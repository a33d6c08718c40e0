package io.obdio.socketio.telemetry;

/** A receiver of changes of the connection to a broker. The methods must not block. */
public interface BrokerListener {

  /** Receives that the connection is established, for the first time or again. */
  default void connected() {}

  /**
   * Receives that the connection was lost or could not be established; it is tried again.
   *
   * @param reason for people
   */
  default void disconnected(String reason) {}
}
