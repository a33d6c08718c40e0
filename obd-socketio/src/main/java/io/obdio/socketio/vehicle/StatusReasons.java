package io.obdio.socketio.vehicle;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.obdio.core.transport.ConnectionReason;
import io.obdio.core.transport.ConnectionStatus;
import io.obdio.core.transport.TransportException;
import java.time.InstantSource;

/**
 * The reason for the status of one connection. A failure that repeats is one reason: only its
 * attempts are counted. Safe for use by several threads.
 */
final class StatusReasons {

  private final InstantSource clock;

  @GuardedBy("this")
  private ConnectionState state;

  StatusReasons(InstantSource clock) {
    this.clock = clock;
    this.state = ConnectionState.without(true);
  }

  /**
   * Notes a status.
   *
   * @param adapter whether the transport has an adapter with commands of its own
   */
  synchronized void changed(ConnectionStatus status, String detail, boolean adapter) {
    state =
        new ConnectionState(
            status, ConnectionReason.of(status, adapter), detail, 0, clock.instant());
  }

  /** Notes that the port was opened; keeps the detail if the status was noted before. */
  synchronized void opened(ConnectionStatus status, boolean adapter) {
    if (state.status() != status) {
      changed(status, "", adapter);
    }
  }

  /**
   * Notes an attempt to open the port that has failed.
   *
   * @return whether the reason is another one than that of the attempt before
   */
  synchronized boolean failed(TransportException failure) {
    String detail = String.valueOf(failure.getMessage());
    boolean changed =
        state.status() != ConnectionStatus.NOT_CONNECTED
            || state.reason() != failure.reason()
            || !state.detail().equals(detail);
    state =
        new ConnectionState(
            ConnectionStatus.NOT_CONNECTED,
            failure.reason(),
            detail,
            state.attempts() + 1,
            changed ? clock.instant() : state.since());
    return changed;
  }

  /**
   * Returns the state.
   *
   * @param now the current status, which may not have been noted yet
   * @param adapter whether the transport has an adapter with commands of its own
   */
  synchronized ConnectionState state(ConnectionStatus now, boolean adapter) {
    return state.status() == now
        ? state
        : new ConnectionState(now, ConnectionReason.of(now, adapter), "", 0, clock.instant());
  }
}
