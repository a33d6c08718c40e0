package io.obdio.socketio.http;

import io.netty.handler.codec.http.HttpRequest;
import org.jspecify.annotations.Nullable;

/** Sees requests when their head arrives, before their body; on the connection's loop. */
@FunctionalInterface
public interface RequestWatcher {

  /** Watches nothing. */
  RequestWatcher NONE = head -> null;

  /**
   * Looks at a head.
   *
   * @return runs once, when the body is complete (before the handlers see the request) or the
   *     connection ended; or null
   */
  @Nullable Runnable onHead(HttpRequest head);
}
