package io.obdio.socketio.server;

import org.jspecify.annotations.Nullable;

/** Decides whether a client may connect, on the event loop; must not block. */
@FunctionalInterface
public interface Middleware {

  /**
   * Looks at a client and, now or later (the connect time-out runs), calls one of next's methods.
   */
  void handle(Socket socket, Next next) throws Exception;

  /** The decision; the first call counts, from any thread. */
  interface Next {

    /** Goes on with the next middleware. */
    void proceed();

    /**
     * Refuses: the client gets {@code connect_error} with this message and data.
     *
     * @param data more for the client's program, or null
     */
    void refuse(String message, @Nullable Object data);
  }
}
