package io.obdio.socketio.http.server;

import io.netty.handler.codec.http.HttpRequest;
import org.jspecify.annotations.Nullable;

/** A watcher of requests whose head arrived; runs on the connection's loop. */
@FunctionalInterface
public interface RequestWatcher {

  /** A watcher that does nothing. */
  RequestWatcher NONE = head -> null;

  /**
   * Receives the head of a request.
   *
   * @return a task that runs once, when the body is complete (before the handlers see the request)
   *     or the connection ended; or null
   */
  @Nullable Runnable onHead(HttpRequest head);
}
