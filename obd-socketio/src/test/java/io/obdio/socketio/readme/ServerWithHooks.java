package io.obdio.socketio.readme;

import io.obdio.socketio.engineio.CookieOptions;
import io.obdio.socketio.server.RoomListener;
import io.obdio.socketio.server.ServerOptions;
import io.obdio.socketio.server.SocketIoServer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

final class ServerWithHooks {
  record Login(String name, int age) {}

  final AtomicInteger refused = new AtomicInteger();
  final Map<String, Integer> members = new ConcurrentHashMap<>();
  final SocketIoServer server =
      SocketIoServer.builder()
          .options(
              ServerOptions.builder()
                  .listen("127.0.0.1", 0)
                  .recovery(ServerOptions.Recovery.defaults())
                  .engine(
                      e -> e.cookie(CookieOptions.of("io")).pingInterval(Duration.ofSeconds(10)))
                  .http(h -> h.perMessageDeflate(true).compressionThreshold(4_096))
                  .build())
          .corsOrigins(origin -> origin.endsWith(".example.org"))
          .allowRequest(
              request ->
                  CompletableFuture.completedFuture(!"bad".equals(request.header("user-agent"))))
          .headers((exchange, handshake) -> exchange.responseHeader("x-served-by", "garage"))
          .onConnectionError((request, code, message) -> refused.incrementAndGet())
          .build();

  ServerWithHooks() {
    server
        .dynamic(
            Pattern.compile("/vehicle-\\d+"),
            vehicle -> vehicle.answer("name", event -> vehicle.name()))
        .root()
        .onRooms(
            new RoomListener() {
              @Override
              public void onJoin(String room, String socketId) {
                members.merge(room, 1, Integer::sum);
              }
            })
        .onDisconnecting((socket, reason) -> socket.to("garage").emit("gone", socket.rooms()))
        .answer(
            "login",
            event -> {
              Login login = event.as(0, Login.class);
              event.socket().data().put("login", login);
              event.socket().join("garage");
              return "hello " + login.name() + " over " + event.socket().connection().transport();
            });
  }
}
