package io.obdio.socketio.event;

import io.obdio.socketio.server.Socket;
import io.obdio.socketio.vehicle.RequestException;
import org.jspecify.annotations.Nullable;

/** A handler of one event of a client. Runs on an event loop: it must not block. */
@FunctionalInterface
public interface EventHandler {

  /**
   * Handles an event.
   *
   * @param socket the client
   * @param args the arguments that the client sent
   * @return the value of the acknowledgement, or a {@link java.util.concurrent.CompletionStage} of
   *     it
   * @throws RequestException if the request is invalid; it is reported to the client
   */
  @Nullable Object handle(Socket socket, EventArgs args) throws Exception;
}
