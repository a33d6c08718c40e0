package io.obdio.core.connection;

import io.obdio.core.transport.ConnectionStatus;

/** A listener to changes of a connection's status. */
@FunctionalInterface
public interface ConnectionListener {

  /**
   * Reports a change of the status. Called by a thread of the connection that does nothing else, in
   * the order of the changes; a slow listener delays other listeners, not the bus.
   *
   * @param reason the cause, for people; "" if the change was requested
   */
  void statusChanged(ConnectionStatus from, ConnectionStatus to, String reason);

  /**
   * Reports that all bit maps of the vehicle were requested, so that {@link
   * ObdConnection#supportedCommands} is complete. Called by the same thread, once for each
   * discovery; before the status is that of a connected vehicle unless discovery is deferred.
   */
  default void discovered() {}

  /**
   * Reports a sign that the vehicle may have been switched on: frames on its bus while no ECU
   * answers requests, or an adapter that has ended its low power mode by itself. Called by the same
   * thread.
   */
  default void busActive() {}
}
