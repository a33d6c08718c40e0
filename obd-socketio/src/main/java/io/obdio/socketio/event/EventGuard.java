package io.obdio.socketio.event;

import io.obdio.socketio.server.Socket;
import io.obdio.socketio.vehicle.RequestException;
import java.util.function.Consumer;

/** The check of a client's events against the access policy. */
public interface EventGuard {

  /** A guard that lets all clients use all events. */
  EventGuard NONE =
      new EventGuard() {
        @Override
        public void registered(String namespace, EventRow row) {}

        @Override
        public Consumer<String> check(Socket socket, EventRow row, EventArgs args) {
          return outcome -> {};
        }

        @Override
        public void checkAny(Socket socket) {}
      };

  /** Notes that an event is served in a namespace. */
  void registered(String namespace, EventRow row);

  /**
   * Checks whether a client may use an event.
   *
   * @return receives the outcome, {@code ok} or an error code, once the event is handled
   * @throws RequestException if it may not
   */
  Consumer<String> check(Socket socket, EventRow row, EventArgs args) throws RequestException;

  /**
   * Checks whether a client may use events at all, for one that does not exist.
   *
   * @throws RequestException if it may not
   */
  void checkAny(Socket socket) throws RequestException;
}
