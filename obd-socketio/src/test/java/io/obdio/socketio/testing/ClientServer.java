package io.obdio.socketio.testing;

import io.obdio.socketio.http.HttpExchange;
import io.obdio.socketio.server.Event;
import io.obdio.socketio.server.Namespace;
import io.obdio.socketio.server.ServerOptions;
import io.obdio.socketio.server.Socket;
import io.obdio.socketio.server.SocketIoServer;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/** The server that the scenarios of the real clients need. */
public final class ClientServer {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private ClientServer() {}

  /** Starts on a port, 0 for a free one. */
  public static SocketIoServer start(int port, boolean recovery) throws IOException {
    return start(port, o -> recovery ? o.recovery(ServerOptions.Recovery.defaults()) : o);
  }

  /** Starts on a port, 0 for a free one, with options changed. */
  public static SocketIoServer start(int port, UnaryOperator<ServerOptions.Builder> change)
      throws IOException {
    return start(port, change, UnaryOperator.identity());
  }

  /** Starts on a port, 0 for a free one, with options and parts changed. */
  public static SocketIoServer start(
      int port,
      UnaryOperator<ServerOptions.Builder> change,
      UnaryOperator<SocketIoServer.Builder> parts)
      throws IOException {
    ServerOptions.Builder options =
        ServerOptions.builder()
            .listen("127.0.0.1", port)
            .engine(e -> e.pingInterval(Duration.ofSeconds(2)));
    SocketIoServer server =
        parts
            .apply(
                SocketIoServer.builder()
                    .options(change.apply(options).build())
                    .handler(ClientServer::page))
            .build();
    define(server.of("/"));
    define(server.of("/custom"));
    define(server.of("/private"));
    server
        .of("/private")
        .use(
            (socket, next) -> {
              if ("secret".equals(socket.handshake().auth("token"))) {
                next.proceed();
              } else {
                next.refuse("not authorised", Map.of("code", 401));
              }
            });
    server.start();
    return server;
  }

  /** Starts a client program. */
  @FunctionalInterface
  public interface Starter {
    /** Starts it against this server. */
    ClientProcess start(SocketIoServer server) throws Exception;
  }

  /**
   * The server restarts once the client has printed READY; the client prints DONE when it is
   * connected again.
   */
  public static void restart(Starter starter) throws Exception {
    SocketIoServer first = start(0, false);
    int port = first.port();
    try (ClientProcess client = starter.start(first)) {
      client.await("READY");
      first.close();
      SocketIoServer second = start(port, false);
      try {
        client.awaitDone();
      } finally {
        second.close();
      }
    } finally {
      first.close();
    }
  }

  /** A page with the official client, for browsers. */
  private static boolean page(HttpExchange exchange) {
    if (!exchange.path().equals("/page.html")) {
      return false;
    }
    exchange.respond(
        200,
        "text/html; charset=utf-8",
        "<!doctype html><link rel='icon' href='data:,'><title>Client</title>"
            + "<script src='/socket.io/socket.io.js'></script>");
    return true;
  }

  private static void define(Namespace namespace) {
    namespace.onConnection(
        socket ->
            socket.emit("auth", socket.handshake().auth(), socket.handshake().query().get("q")));
    namespace.answer("echo", event -> event.arg(0));
    namespace.answer("slow", ClientServer::slow);
    namespace.on("back", event -> event.socket().emit("back", event.args().toArray()));
    namespace.answer("ask", e -> e.socket().emitWithAck(PATIENCE, "question", e.args().toArray()));
    namespace.answer("poll-all", e -> namespace.emitWithAck(PATIENCE, "poll"));
    namespace.answer("count-to", ClientServer::count);
    namespace.answer("rooms", event -> event.socket().rooms());
    namespace.on("tick-me", event -> event.socket().emit("tick"));
    rooms(namespace);
    namespace.on(
        "kick",
        event -> {
          event.socket().emit("bye", "for now");
          event.socket().disconnect(true);
        });
    namespace.answer(
        "when-gone",
        event -> {
          int count = ((Number) event.args().get(0)).intValue();
          event.socket().onDisconnect((socket, reason) -> missed(namespace, count));
          return true;
        });
  }

  private static void rooms(Namespace namespace) {
    namespace.answer(
        "join",
        event -> {
          event.socket().join(String.valueOf(event.arg(0)));
          return true;
        });
    namespace.answer(
        "leave",
        event -> {
          event.socket().leave(String.valueOf(event.arg(0)));
          return true;
        });
    namespace.answer(
        "shout",
        event -> {
          event.socket().to(String.valueOf(event.arg(0))).emit("heard", event.arg(1));
          return true;
        });
  }

  private static void missed(Namespace namespace, int count) {
    for (int i = 0; i < count; i++) {
      namespace.to("kept").emit("missed", i);
    }
  }

  private static Object count(Event event) {
    Socket socket = event.socket();
    int count = ((Number) event.args().get(0)).intValue();
    for (int i = 0; i < count; i++) {
      socket.emit("count", i);
    }
    return true;
  }

  @SuppressWarnings("FutureReturnValueIgnored") // the server takes the stage
  private static Object slow(Event event) {
    CompletableFuture<Object> later = new CompletableFuture<>();
    CompletableFuture.delayedExecutor(20, TimeUnit.MILLISECONDS)
        .execute(() -> later.complete(event.arg(0)));
    return later;
  }
}
