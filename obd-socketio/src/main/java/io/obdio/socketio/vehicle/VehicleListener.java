package io.obdio.socketio.vehicle;

import io.obdio.core.transport.ConnectionStatus;

/** A listener for changes of the vehicle connection, called on its threads: it must not block. */
public interface VehicleListener {

  /**
   * Reports a change of the status.
   *
   * @param reason the cause as text for people; empty if the change was requested
   */
  void statusChanged(ConnectionStatus status, String reason);

  /** Reports that the connection was closed on request. */
  void closed();
}
