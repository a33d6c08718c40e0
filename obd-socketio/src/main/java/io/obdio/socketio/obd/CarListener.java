package io.obdio.socketio.obd;

import io.obdio.core.transport.ConnectionStatus;

/** Hears what becomes of the connection. Called on the connection's threads: return at once. */
interface CarListener {

  /**
   * The status has changed.
   *
   * @param reason why, for a person; "" if it was asked for
   */
  void statusChanged(ConnectionStatus status, String reason);

  /** The connection was closed on request. */
  void closed();
}
