package io.obdio.socketio.server;

/**
 * Decides whether an event of one client is handled, on the event loop; must not block. The {@code
 * socket.use} of Node's server. Events that are decided later, from another thread, may be
 * overtaken by ones that come after them.
 */
@FunctionalInterface
public interface EventMiddleware {

  /**
   * Looks at an event and, now or later, calls one of next's methods; an event of which neither is
   * called is dropped. An exception is the same as {@link Next#fail}.
   */
  void handle(Event event, Next next) throws Exception;

  /** The decision; the first call counts, from any thread. */
  interface Next {

    /** Goes on with the next middleware, then with the listeners of the event's name. */
    void proceed();

    /**
     * Drops the event and tells the {@linkplain Socket#onError error listeners}, which may still
     * acknowledge it.
     */
    void fail(Throwable error);
  }
}
