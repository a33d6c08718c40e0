package io.obdio.socketio.testing;

import io.obdio.socketio.engineio.CloseReason;
import io.obdio.socketio.engineio.EngineConfig;
import io.obdio.socketio.engineio.EngineListener;
import io.obdio.socketio.engineio.EngineServer;
import io.obdio.socketio.engineio.EngineSession;
import io.obdio.socketio.http.HttpConfig;
import io.obdio.socketio.http.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.UnaryOperator;

/** A bare Engine.IO server that sends every message back: what the official suite wants. */
public final class EngineEcho implements AutoCloseable {
  private final EngineServer engine;
  private final HttpServer http;
  private final Queue<CloseReason> closed = new ConcurrentLinkedQueue<>();

  private EngineEcho(EngineConfig config, HttpConfig httpConfig) throws IOException {
    engine =
        new EngineServer(
            config,
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
    http = new HttpServer(httpConfig, List.of(engine), engine);
    http.start();
  }

  /** The suite's figures: ping interval 300 ms, time-out 200 ms. */
  public static EngineConfig suiteConfig() {
    return new EngineConfig(
        "/engine.io",
        true,
        true,
        List.of("*"),
        300,
        200,
        10_000,
        null,
        1_000_000,
        1_000,
        1_000,
        50_000,
        1_000,
        1_000_000);
  }

  /** The HTTP part on a port. */
  public static HttpConfig httpConfig(int port) {
    return new HttpConfig(
        List.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), port)),
        null,
        1,
        Duration.ofMillis(4),
        Duration.ofSeconds(60),
        1_000,
        16_384,
        8_192,
        1_000_000,
        false,
        false);
  }

  /** Starts on a free port. */
  public static EngineEcho start() throws IOException {
    return start(suiteConfig(), UnaryOperator.identity());
  }

  /** Starts on a free port. */
  public static EngineEcho start(EngineConfig config, UnaryOperator<HttpConfig> http)
      throws IOException {
    return new EngineEcho(config, http.apply(httpConfig(0)));
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
