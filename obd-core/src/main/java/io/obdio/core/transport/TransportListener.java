package io.obdio.core.transport;

/** Hears of changes of a transport's status. */
@FunctionalInterface
public interface TransportListener {

  /** Hears nothing. */
  TransportListener NONE = (from, to, reason) -> {};

  /**
   * The status has changed. Called on any thread; must return at once.
   *
   * @param reason why, for a person; "" if it was asked for
   */
  void statusChanged(ConnectionStatus from, ConnectionStatus to, String reason);
}
