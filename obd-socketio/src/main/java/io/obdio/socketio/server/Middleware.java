package io.obdio.socketio.server;

import org.jspecify.annotations.Nullable;

/**
 * Middleware that decides whether a client may connect; runs on the event loop and must not block.
 */
@FunctionalInterface
public interface Middleware {

  /** Calls one of next's methods, now or later; the connect timeout continues meanwhile. */
  void handle(Socket socket, Next next) throws Exception;

  /** The decision; from any thread, only the first call has an effect. */
  interface Next {

    /** Continues with the next middleware. */
    void proceed();

    /**
     * Refuses the client, which gets {@code connect_error} with this message and data.
     *
     * @param data further data, or null
     */
    void refuse(String message, @Nullable Object data);
  }
}
