package io.obdio.socketio.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.obdio.socketio.engineio.CookieOptions;
import io.obdio.socketio.engineio.TransportType;
import io.obdio.socketio.http.Network;
import io.obdio.socketio.server.netty.NettyChannels;
import io.obdio.socketio.testing.Await;
import io.obdio.socketio.testing.LeakGuard;
import io.obdio.socketio.testing.RawConnection;
import io.obdio.socketio.testing.RawHttp;
import io.obdio.socketio.testing.RawWebSocket;
import io.obdio.socketio.testing.SuiteServer;
import java.net.InetSocketAddress;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What programs hook into: requests, namespaces, sessions, arguments. */
@ExtendWith(LeakGuard.class)
@Timeout(120)
class HooksIT {
  private static final String OPEN = "?EIO=4&transport=polling";

  private static boolean refused(SuiteServer server, String query) {
    return RawWebSocket.refused(server.url("?EIO=4&transport=websocket" + query), null);
  }

  @Test
  void allowRequestDecidesNowOrLater() throws Exception {
    try (SuiteServer server =
        SuiteServer.calm(
            o -> o,
            b ->
                b.allowRequest(
                    request ->
                        switch (request.query().getOrDefault("token", "")) {
                          case "good" -> CompletableFuture.completedFuture(true);
                          case "slow" -> CompletableFuture.supplyAsync(() -> true);
                          case "broken" ->
                              CompletableFuture.failedFuture(
                                  new IllegalStateException("on purpose: the check failed"));
                          default -> CompletableFuture.completedFuture(false);
                        }))) {
      for (String token : List.of("good", "slow")) {
        HttpResponse<String> opened = server.client().get(OPEN + "&token=" + token);
        assertEquals(200, opened.statusCode());
        String query = RawHttp.polling(RawHttp.sid(opened.body()));
        assertEquals(200, server.client().post(query, "40").statusCode(), "not checked again");
        assertFalse(refused(server, "&token=" + token));
      }
      for (String token : List.of("", "bad", "broken")) {
        HttpResponse<String> answer = server.client().get(OPEN + "&token=" + token);
        assertEquals(403, answer.statusCode());
        assertEquals("{\"code\":4,\"message\":\"Forbidden\"}", answer.body());
        assertTrue(refused(server, "&token=" + token));
      }
    }
  }

  @Test
  void headersAreAddedToPollsAndUpgrades() throws Exception {
    try (SuiteServer server =
        SuiteServer.calm(
            o -> o,
            b ->
                b.headers(
                    (exchange, handshake) -> exchange.responseHeader("x-first", "" + handshake)))) {
      HttpResponse<String> opened = server.client().get(OPEN);
      assertEquals("true", opened.headers().firstValue("x-first").orElse(""));
      HttpResponse<String> post =
          server.client().post(RawHttp.polling(RawHttp.sid(opened.body())), "40");
      assertEquals("false", post.headers().firstValue("x-first").orElse(""));
      try (RawConnection connection = RawConnection.open(server.server().port())) {
        connection.send(RawConnection.upgradeRequest("/socket.io/?EIO=4&transport=websocket", ""));
        assertTrue(connection.head().contains("x-first: true"));
      }
    }
  }

  @Test
  void refusedRequestsAreReported() throws Exception {
    Queue<String> errors = new ConcurrentLinkedQueue<>();
    try (SuiteServer server =
        SuiteServer.calm(
            o -> o,
            b ->
                b.onConnectionError(
                    (request, code, message) ->
                        errors.add(request.method() + " " + code + " " + message)))) {
      server.client().get("?EIO=4&transport=carrier-pigeon");
      server.client().get(RawHttp.polling("unknown"));
      server.client().get("?EIO=3&transport=polling");
      assertEquals(
          List.of(
              "GET 0 Transport unknown",
              "GET 1 Session ID unknown",
              "GET 5 Unsupported protocol version"),
          List.copyOf(errors));
    }
  }

  @Test
  void aFunctionDecidesAboutOrigins() throws Exception {
    try (SuiteServer server =
        SuiteServer.calm(
            o -> o, b -> b.corsOrigins(origin -> origin.endsWith(".vehicle.example")))) {
      assertFalse(RawWebSocket.refused(server.url(), "https://a.vehicle.example"));
      assertTrue(RawWebSocket.refused(server.url(), "https://vehicle.example.evil"));
    }
  }

  @Test
  void aFilterRunsBeforeTheEngineAndMayPassARequestOnLater() throws Exception {
    try (SuiteServer server =
        SuiteServer.calm(
            o -> o,
            b ->
                b.filter(
                    exchange -> {
                      CompletableFuture.runAsync(exchange::pass);
                      return true;
                    }))) {
      String query = RawHttp.polling(server.client().open());
      assertEquals(200, server.client().post(query, "40").statusCode());
      assertTrue(server.client().get(query).body().startsWith("40{"), "the body was passed on");
    }
  }

  @Test
  void theCookieIsSecureWhereTheClientUsesTls() throws Exception {
    CookieOptions cookie =
        new CookieOptions(
            "io", "/app", CookieOptions.SameSite.STRICT, false, false, Duration.ofHours(1));
    try (SuiteServer server =
        SuiteServer.calm(
            o ->
                o.http(h -> h.trustedProxies(List.of(Network.parse("127.0.0.1"))))
                    .engine(e -> e.cookie(cookie)))) {
      HttpResponse<String> plain = server.client().get(OPEN);
      assertEquals(
          "io=" + RawHttp.sid(plain.body()) + "; Path=/app; Max-Age=3600; SameSite=Strict",
          plain.headers().firstValue("set-cookie").orElse(""));
      HttpResponse<String> secure =
          RawHttp.send(server.client().request(OPEN).header("X-Forwarded-Proto", "https"));
      assertTrue(secure.headers().firstValue("set-cookie").orElse("").contains("; Secure;"));
    }
    assertThrows(IllegalArgumentException.class, () -> CookieOptions.of("a b"));
  }

  // ---- namespaces

  @Test
  void dynamicNamespacesExistAsLongAsTheyHaveClients() throws Exception {
    Queue<String> created = new ConcurrentLinkedQueue<>();
    try (SuiteServer server = SuiteServer.calm(o -> o);
        RawWebSocket client = server.session();
        RawWebSocket other = server.session()) {
      server
          .server()
          .dynamic(
              Pattern.compile("/vehicle-\\d+"),
              namespace -> {
                created.add(namespace.name());
                namespace.answer("name", event -> namespace.name());
              })
          .dynamic(
              (name, auth) -> CompletableFuture.supplyAsync(() -> "x".equals(auth.get("key"))),
              namespace -> created.add(namespace.name()));
      client.send("40/vehicle-7,");
      assertTrue(client.textAfterPings().startsWith("40/vehicle-7,{"));
      other.send("40/vehicle-7,");
      assertTrue(other.textAfterPings().startsWith("40/vehicle-7,{"));
      client.send("42/vehicle-7,1[\"name\"]");
      assertEquals("43/vehicle-7,1[\"/vehicle-7\"]", client.textAfterPings());
      client.send("40/vehicle-x,");
      assertEquals("44/vehicle-x,{\"message\":\"Invalid namespace\"}", client.textAfterPings());
      client.send("40/keyed,{\"key\":\"x\"}");
      assertTrue(client.textAfterPings().startsWith("40/keyed,{"));
      assertEquals(List.of("/vehicle-7", "/keyed"), List.copyOf(created));
      client.send("41/vehicle-7,").send("42/vehicle-7,[\"late\"]");
      other.send("41/vehicle-7,");
      client.send("40/vehicle-7,");
      assertTrue(client.textAfterPings().startsWith("40/vehicle-7,{"), "late events are ignored");
      assertFalse(server.server().remove("/never"));
    }
  }

  @Test
  void anEmptyDynamicNamespaceIsRemoved() throws Exception {
    Queue<String> created = new ConcurrentLinkedQueue<>();
    try (SuiteServer server = SuiteServer.calm(o -> o);
        RawWebSocket client = server.session()) {
      server.server().dynamic(Pattern.compile("/d"), namespace -> created.add("d"));
      for (int i = 0; i < 3; i++) {
        client.send("40/d,");
        assertTrue(client.textAfterPings().startsWith("40/d,{"));
        client.send("41/d,");
      }
      Await.until("created each time", () -> created.size() == 3);
      Await.until("removed", () -> !server.server().remove("/d"));
    }
  }

  @Test
  void aRemovedNamespaceDisconnectsItsClients() throws Exception {
    try (SuiteServer server = SuiteServer.calm(o -> o);
        RawWebSocket client = server.session()) {
      client.send("40/custom,");
      client.textAfterPings();
      client.textAfterPings();
      assertTrue(server.server().remove("custom"));
      assertEquals("41/custom,", client.textAfterPings());
      client.send("40/custom,");
      assertEquals("44/custom,{\"message\":\"Invalid namespace\"}", client.textAfterPings());
      assertThrows(IllegalArgumentException.class, () -> server.server().remove("/"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"a,b", "/a?b"})
  void namesThatNoPacketCanCarryAreRefused(String name) throws Exception {
    try (SuiteServer server = SuiteServer.calm(o -> o)) {
      assertThrows(IllegalArgumentException.class, () -> server.server().of(name));
    }
  }

  // ---- sessions and arguments

  @Test
  void aSocketKnowsItsTransportAndItsUpgrade() throws Exception {
    try (SuiteServer server = SuiteServer.calm(o -> o)) {
      String sid = server.client().open();
      server.client().post(RawHttp.polling(sid), "40");
      Namespace root = server.server().root();
      Await.until("connected", () -> root.sockets().size() == 1);
      ClientConnection connection = root.sockets().iterator().next().connection();
      assertEquals(sid, connection.id());
      assertEquals(TransportType.POLLING, connection.transport());
      CompletableFuture<TransportType> upgraded = new CompletableFuture<>();
      connection.onUpgrade(upgraded::complete);
      server.client().get(RawHttp.polling(sid));
      try (RawWebSocket socket =
          RawWebSocket.connect(server.url("?EIO=4&transport=websocket&sid=" + sid))) {
        socket.send("2probe");
        assertEquals("3probe", socket.text());
        socket.send("5");
        assertEquals(TransportType.WEBSOCKET, Await.value(upgraded));
        assertEquals(TransportType.WEBSOCKET, connection.transport());
        connection.close();
        assertEquals(1000, socket.awaitClose());
      }
    }
  }

  /** An argument of an event. */
  record Login(String name, int age, List<String> roles) {}

  @Test
  void anArgumentIsReadAsARecord() throws Exception {
    try (SuiteServer server = SuiteServer.calm(o -> o);
        RawWebSocket client = server.connected()) {
      server.server().root().answer("login", e -> e.as(0, Login.class).toString());
      server.server().root().onError((event, error) -> event.ack("error", error.getMessage()));
      client.send("421[\"login\",{\"name\":\"Ada\",\"age\":36,\"roles\":[\"admin\"]}]");
      assertEquals("431[\"Login[name=Ada, age=36, roles=[admin]]\"]", client.textAfterPings());
      client.send("422[\"login\",{\"name\":\"Ada\",\"age\":\"old\"}]");
      assertTrue(
          client.textAfterPings().startsWith("432[\"error\",\"argument 1 of event 'login': not a"));
      client.send("423[\"login\"]");
      assertTrue(client.textAfterPings().contains("has no argument 1: expected a Login"));
    }
  }

  // ---- a pipeline of one's own

  @Test
  void aNettyServerOfTheProgramHandsOverItsChannels() throws Exception {
    MultiThreadIoEventLoopGroup group =
        new MultiThreadIoEventLoopGroup(2, NioIoHandler.newFactory());
    try (SocketIoServer server = SocketIoServer.builder().build()) {
      server.root().answer("hello", event -> "world");
      Channel channel =
          new ServerBootstrap()
              .group(group)
              .channel(NioServerSocketChannel.class)
              .childHandler(
                  new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel accepted) {
                      NettyChannels.accept(server, accepted);
                    }
                  })
              .bind("127.0.0.1", 0)
              .sync()
              .channel();
      int port = ((InetSocketAddress) channel.localAddress()).getPort();
      try (RawWebSocket client =
          RawWebSocket.connect(
              "ws://127.0.0.1:" + port + "/socket.io/?EIO=4&transport=websocket")) {
        client.text();
        client.send("40");
        assertTrue(client.textAfterPings().startsWith("40{"));
        client.send("421[\"hello\"]");
        assertEquals("431[\"world\"]", client.textAfterPings());
      }
      channel.close().sync();
    } finally {
      group.shutdownGracefully(0, 1, java.util.concurrent.TimeUnit.SECONDS).sync();
    }
  }
}
