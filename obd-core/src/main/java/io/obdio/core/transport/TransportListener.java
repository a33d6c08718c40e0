package io.obdio.core.transport;

/** A listener to changes of a transport's status. */
@FunctionalInterface
public interface TransportListener {

  /** A listener that ignores all changes. */
  TransportListener NONE = (from, to, reason) -> {};

  /**
   * Reports a change of the status. Called by any thread; must return immediately.
   *
   * @param reason the cause, for people; "" if the change was requested
   */
  void statusChanged(ConnectionStatus from, ConnectionStatus to, String reason);

  /**
   * Reports that the vehicle may have been switched on: frames on its bus while no ECU answers
   * requests, or an adapter that has ended its low power mode by itself. Called by any thread, at
   * most once a second or so; must return immediately.
   */
  default void busActive() {}
}
