package io.obdio.socketio.server;

/**
 * Middleware that decides whether an event of one client is handled; runs on the event loop and
 * must not block. It is the {@code socket.use} of Node's server. Later events may overtake one that
 * is decided on another thread.
 */
@FunctionalInterface
public interface EventMiddleware {

  /**
   * Calls one of next's methods, now or later; without a call the event is dropped. An exception
   * has the effect of {@link Next#fail}.
   */
  void handle(Event event, Next next) throws Exception;

  /** The decision; from any thread, only the first call has an effect. */
  interface Next {

    /** Continues with the next middleware, then with the listeners of the event's name. */
    void proceed();

    /**
     * Drops the event and notifies the {@linkplain Socket#onError error listeners}, which may still
     * acknowledge it.
     */
    void fail(Throwable error);
  }
}
