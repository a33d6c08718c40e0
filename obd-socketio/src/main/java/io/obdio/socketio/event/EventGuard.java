package io.obdio.socketio.event;

import io.obdio.socketio.server.Socket;
import io.obdio.socketio.vehicle.RequestException;

/** The check of a client's events against the access policy. */
public interface EventGuard {

  /**
   * Checks whether a client may use an event.
   *
   * @throws RequestException if it may not
   */
  void check(Socket socket, EventRow row) throws RequestException;

  /**
   * Checks whether a client may use events at all, for one that does not exist.
   *
   * @throws RequestException if it may not
   */
  void checkAny(Socket socket) throws RequestException;

  /**
   * Records that an event was handled.
   *
   * @param outcome {@code ok} or an error code
   */
  void handled(Socket socket, EventRow row, EventArgs args, String outcome);
}
