package io.obdio.socketio.event;

import io.obdio.socketio.access.Scope;
import io.obdio.socketio.vehicle.RequestException;
import org.jspecify.annotations.Nullable;

/**
 * One request that clients can send, whatever connects them.
 *
 * @param name name of the event or method
 * @param scope the scope that a client needs
 * @param handler handles it
 */
public record RequestRow(String name, Scope scope, Handler handler) {

  /** A handler of requests; it must not block. */
  @FunctionalInterface
  public interface Handler {

    /**
     * Handles a request.
     *
     * @return the result, or a {@link java.util.concurrent.CompletionStage} of it
     * @throws RequestException if the request is invalid
     */
    @Nullable Object handle(Requester requester, EventArgs args) throws RequestException;
  }
}
