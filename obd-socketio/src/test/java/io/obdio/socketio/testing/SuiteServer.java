package io.obdio.socketio.testing;

import io.obdio.socketio.server.Event;
import io.obdio.socketio.server.Namespace;
import io.obdio.socketio.server.ServerOptions;
import io.obdio.socketio.server.SocketIoServer;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * The server that the official Socket.IO suite requires: namespaces {@code /} and {@code /custom}
 * that send the auth payload, send messages back, and acknowledge.
 */
public final class SuiteServer implements AutoCloseable {
  private final SocketIoServer server;

  private SuiteServer(ServerOptions options, UnaryOperator<SocketIoServer.Builder> parts)
      throws IOException {
    server = parts.apply(SocketIoServer.builder().options(options)).build();
    define(server.of("/"));
    define(server.of("/custom"));
    server.start();
  }

  private static void define(Namespace namespace) {
    namespace.onConnection(socket -> socket.emit("auth", socket.handshake().auth()));
    namespace.on("message", e -> e.socket().emit("message-back", array(e)));
    namespace.on("message-with-ack", e -> e.ack(array(e)));
  }

  private static Object[] array(Event event) {
    return event.args().toArray();
  }

  /** The suite's figures. */
  public static ServerOptions.Builder suiteOptions() {
    return ServerOptions.builder()
        .listen("127.0.0.1", 0)
        .engine(e -> e.pingInterval(Duration.ofMillis(300)))
        .engine(e -> e.pingTimeout(Duration.ofMillis(200)))
        .connectTimeout(Duration.ofSeconds(1))
        .engine(e -> e.corsOrigins(List.of("*")));
  }

  /** Figures for tests that take their time. */
  public static ServerOptions.Builder calmOptions() {
    return ServerOptions.builder().listen("127.0.0.1", 0);
  }

  /** Starts with the suite's figures. */
  public static SuiteServer start() throws IOException {
    return new SuiteServer(suiteOptions().build(), UnaryOperator.identity());
  }

  /** Starts with options changed from calm ones. */
  public static SuiteServer calm(UnaryOperator<ServerOptions.Builder> change) throws IOException {
    return calm(change, UnaryOperator.identity());
  }

  /** Starts with options changed from calm ones, and with parts of its own. */
  public static SuiteServer calm(
      UnaryOperator<ServerOptions.Builder> change, UnaryOperator<SocketIoServer.Builder> parts)
      throws IOException {
    return new SuiteServer(change.apply(calmOptions()).build(), parts);
  }

  /** The server. */
  public SocketIoServer server() {
    return server;
  }

  /** Requests to the endpoint. */
  public RawHttp client() {
    return new RawHttp("http://127.0.0.1:" + server.port() + "/socket.io/");
  }

  /** The address of a WebSocket. */
  public String url() {
    return url("?EIO=4&transport=websocket");
  }

  /** The address of a WebSocket. */
  public String url(String query) {
    return "ws://127.0.0.1:" + server.port() + "/socket.io/" + query;
  }

  /** A WebSocket with its session open. */
  public RawWebSocket session() throws InterruptedException {
    RawWebSocket socket = RawWebSocket.connect(url());
    socket.text();
    return socket;
  }

  /** A WebSocket connected to the namespace {@code /}. */
  public RawWebSocket connected() throws InterruptedException {
    RawWebSocket socket = session().send("40");
    socket.textAfterPings();
    socket.textAfterPings();
    return socket;
  }

  @Override
  public void close() {
    server.close();
  }
}
