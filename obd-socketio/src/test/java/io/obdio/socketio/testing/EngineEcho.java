package io.obdio.socketio.testing;

import io.obdio.socketio.engineio.EngineHooks;
import io.obdio.socketio.engineio.EngineOptions;
import io.obdio.socketio.engineio.server.CloseReason;
import io.obdio.socketio.engineio.server.EngineListener;
import io.obdio.socketio.engineio.server.EngineServer;
import io.obdio.socketio.engineio.server.EngineSession;
import io.obdio.socketio.http.server.HttpServer;
import io.obdio.socketio.netty.MemoryBudget;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** A bare Engine.IO server that sends every message back: as the official suite requires. */
public final class EngineEcho implements AutoCloseable {
  private final EngineServer engine;
  private final HttpServer http;
  private final Queue<CloseReason> closed = new ConcurrentLinkedQueue<>();

  private EngineEcho(EngineOptions options) throws IOException {
    engine =
        new EngineServer(
            options,
            EngineHooks.NONE,
            new MemoryBudget(64_000_000),
            (session, client) ->
                new EngineListener.SessionListener() {
                  @Override
                  public void onText(byte[] utf8, int offset, int length) {
                    session.sendText(new String(utf8, offset, length, StandardCharsets.UTF_8));
                  }

                  @Override
                  public void onBinary(byte[] data) {
                    session.sendBinary(data);
                  }

                  @Override
                  public void onClose(CloseReason reason) {
                    closed.add(reason);
                  }
                });
    http = TestServers.http(TestServers.options(), engine, engine);
    http.start();
  }

  /** The suite's figures: ping interval 300 ms, time-out 200 ms. */
  public static EngineOptions suiteOptions() {
    return EngineOptions.builder()
        .path("/engine.io")
        .corsOrigins(List.of("*"))
        .pingInterval(Duration.ofMillis(300))
        .pingTimeout(Duration.ofMillis(200))
        .build();
  }

  /** Starts on a free port. */
  public static EngineEcho start() throws IOException {
    return start(suiteOptions());
  }

  /** Starts on a free port. */
  public static EngineEcho start(EngineOptions options) throws IOException {
    return new EngineEcho(options);
  }

  /** Why sessions ended, oldest first. */
  public Queue<CloseReason> closed() {
    return closed;
  }

  /** The engine. */
  public EngineServer engine() {
    return engine;
  }

  /** The HTTP server. */
  public HttpServer http() {
    return http;
  }

  /** The port. */
  public int port() {
    return http.addresses().get(0).getPort();
  }

  /** Requests to the endpoint. */
  public RawHttp client() {
    return new RawHttp("http://127.0.0.1:" + port() + "/engine.io/");
  }

  /** A WebSocket to the endpoint. */
  public RawWebSocket webSocket(String query) {
    return RawWebSocket.connect(url(query));
  }

  /** The address of a WebSocket. */
  public String url(String query) {
    return "ws://127.0.0.1:" + port() + "/engine.io/" + query;
  }

  /** The open sessions, for tests that look at them. */
  public List<EngineSession> sessions() {
    return List.copyOf(engine.sessions());
  }

  @Override
  public void close() {
    engine.close();
    http.close();
  }
}
