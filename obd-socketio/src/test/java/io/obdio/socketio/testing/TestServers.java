package io.obdio.socketio.testing;

import io.obdio.socketio.http.HttpServer;
import io.obdio.socketio.http.RequestHandler;
import io.obdio.socketio.http.RequestWatcher;
import java.util.List;

/** HTTP servers without Engine.IO, on a free port of the loopback address. */
public final class TestServers {
  private TestServers() {}

  /** Returns a server that is not started. */
  public static HttpServer http(RequestHandler... handlers) {
    return new HttpServer(EngineEcho.httpConfig(0), List.of(handlers), RequestWatcher.NONE);
  }
}
