package io.obdio.socketio.http;

import java.util.List;

/** A handler of HTTP requests; runs on an event loop and must not block. */
@FunctionalInterface
public interface RequestHandler {

  /**
   * Handles a request, or leaves it to the next handler.
   *
   * @return whether the handler takes the request; then it must answer it or {@linkplain
   *     HttpExchange#pass() pass it on}, now or later
   */
  boolean handle(HttpExchange exchange) throws Exception;

  /**
   * Returns the routes that the handler answers, each as method and path, such as {@code GET
   * /health}; empty if the handler does not report them.
   */
  default List<String> routes() {
    return List.of();
  }
}
