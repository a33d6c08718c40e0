package io.obdio.socketio.vehicle;

import io.obdio.core.connection.ObdResponse;
import io.obdio.core.transport.ConnectionStatus;

/** A listener of the vehicle connection. */
public interface VehicleListener {

  /**
   * Reports a change of the status, on a thread of the connection: must not block.
   *
   * @param reason the cause as text for people; empty if the change was requested
   */
  void statusChanged(ConnectionStatus status, String reason);

  /** Reports that the connection was closed on request; must not block. */
  void closed();

  /**
   * Reports a response of a watched command, on the callback thread. A slow listener misses
   * responses that are superseded by newer ones of the same command; it delays nothing else.
   */
  default void responseReceived(ObdResponse<?> response) {}
}
