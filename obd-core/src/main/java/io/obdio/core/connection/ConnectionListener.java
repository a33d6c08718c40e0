package io.obdio.core.connection;

import io.obdio.core.transport.ConnectionStatus;

/** Hears of changes of a connection's status. */
@FunctionalInterface
public interface ConnectionListener {

  /**
   * The status has changed. Called on a thread of the connection that does nothing else, one change
   * after the other; a slow listener delays other listeners, never the bus.
   *
   * @param reason why, for a person; "" if it was asked for
   */
  void statusChanged(ConnectionStatus from, ConnectionStatus to, String reason);
}
