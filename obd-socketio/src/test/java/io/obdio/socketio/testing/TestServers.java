package io.obdio.socketio.testing;

import io.obdio.socketio.http.HttpOptions;
import io.obdio.socketio.http.RequestHandler;
import io.obdio.socketio.http.server.HttpServer;
import io.obdio.socketio.http.server.RequestWatcher;
import io.obdio.socketio.netty.MemoryBudget;
import java.time.Duration;
import java.util.List;

/** HTTP servers without Socket.IO, on a free port of the loopback address. */
public final class TestServers {
  private static final Duration TICK = Duration.ofMillis(4);
  private static final int MAX_BODY = 1_000_000;

  private TestServers() {}

  /** Returns options to listen on a free port. */
  public static HttpOptions options() {
    return HttpOptions.builder().listen("127.0.0.1", 0).build();
  }

  /** Returns a server that is not started. */
  public static HttpServer http(RequestHandler... handlers) {
    return http(options(), RequestWatcher.NONE, handlers);
  }

  /** Returns a server that is not started. */
  public static HttpServer http(
      HttpOptions options, RequestWatcher watcher, RequestHandler... handlers) {
    return http(options, new MemoryBudget(64_000_000), watcher, handlers);
  }

  /** Returns a server that is not started. */
  public static HttpServer http(
      HttpOptions options,
      MemoryBudget budget,
      RequestWatcher watcher,
      RequestHandler... handlers) {
    return new HttpServer(options, TICK, MAX_BODY, budget, List.of(handlers), watcher);
  }
}
