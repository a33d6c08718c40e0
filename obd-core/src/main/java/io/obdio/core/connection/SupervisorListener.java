package io.obdio.core.connection;

import io.obdio.core.transport.ConnectionStatus;
import io.obdio.core.transport.TransportException;

/** A listener to the events of a supervisor. Called by a thread that does nothing else. */
public interface SupervisorListener {

  /** Reports that the connection was opened or reopened, and the status that was reached. */
  default void opened(ConnectionStatus status) {}

  /** Reports that an attempt to open the connection failed. */
  default void failed(TransportException failure) {}
}
