package io.obdio.core.connection;

import io.obdio.core.transport.ConnectionStatus;

/** Hears what a supervisor does. Called on a thread that does nothing else. */
public interface SupervisorListener {

  /** The connection was opened, for the first time or again; {@code status} is what was reached. */
  default void opened(ConnectionStatus status) {}

  /** An attempt to open it failed. */
  default void failed(String error) {}
}
