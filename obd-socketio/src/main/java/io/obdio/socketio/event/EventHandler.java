package io.obdio.socketio.event;

import io.obdio.socketio.server.Socket;
import io.obdio.socketio.vehicle.RequestException;
import org.jspecify.annotations.Nullable;

/** Handles one event of a client. Runs on an event loop: it must not block. */
@FunctionalInterface
public interface EventHandler {

  /**
   * Handles it.
   *
   * @param socket the client
   * @param args what it sent
   * @return the acknowledgement's value, or a {@link java.util.concurrent.CompletionStage} of it
   * @throws RequestException if the client did something wrong: it is told so
   */
  @Nullable Object handle(Socket socket, EventArgs args) throws Exception;
}
