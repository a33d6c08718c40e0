package io.obdio.socketio.vehicle;

import io.obdio.core.transport.ConnectionStatus;

/** A listener of the vehicle connection; by default it ignores what it receives. */
public interface VehicleListener {

  /**
   * Reports a change of the status, on a thread of the connection: must not block.
   *
   * @param reason the cause as text for people; empty if the change was requested
   */
  default void statusChanged(ConnectionStatus status, String reason) {}

  /** Reports that the connection was closed on request; must not block. */
  default void closed() {}
}
