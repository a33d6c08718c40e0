package io.obdio.socketio.http;

/** Answers HTTP requests, on an event loop; must not block. */
@FunctionalInterface
public interface RequestHandler {

  /**
   * Looks at a request.
   *
   * @return whether it is this handler's; then it must be answered or {@linkplain
   *     HttpExchange#pass() passed on}, now or later
   */
  boolean handle(HttpExchange exchange) throws Exception;
}
