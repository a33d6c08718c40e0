package io.obdio.socketio.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.obdio.socketio.engineio.CookieOptions;
import io.obdio.socketio.engineio.TransportType;
import io.obdio.socketio.http.Health;
import io.obdio.socketio.http.Router;
import io.obdio.socketio.http.Tls;
import io.obdio.socketio.testing.ClientServer;
import io.obdio.socketio.testing.LeakGuard;
import io.obdio.socketio.testing.RawHttp;
import io.obdio.socketio.testing.RawWebSocket;
import io.obdio.socketio.testing.SelfSigned;
import io.obdio.socketio.testing.SuiteServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The options of {@link ServerOptions}, seen from outside. */
@ExtendWith(LeakGuard.class)
@Timeout(120)
class OptionsIT {
  private static final String OPEN = "?EIO=4&transport=polling";

  @ParameterizedTest
  @CsvSource({
    "*, http://there.example, 200, *",
    "http://there.example, http://there.example, 200, http://there.example",
    "http://there.example, http://other.example, 403, ''",
    "'', http://other.example, 403, ''",
    "'', '', 200, ''",
  })
  void corsOrigins(String allowed, String origin, int status, String header) throws Exception {
    List<String> origins = allowed.isEmpty() ? List.of() : List.of(allowed);
    try (SuiteServer server = SuiteServer.calm(o -> o.engine(e -> e.corsOrigins(origins)))) {
      HttpRequest.Builder request = server.client().request(OPEN);
      if (!origin.isEmpty()) {
        request.header("Origin", origin);
      }
      HttpResponse<String> response = RawHttp.send(request);
      assertEquals(status, response.statusCode());
      assertEquals(header, response.headers().firstValue("access-control-allow-origin").orElse(""));
      String from = origin.isEmpty() ? null : origin;
      assertEquals(status != 200, RawWebSocket.refused(server.url(), from));
    }
  }

  @Test
  void aPageOfTheSameHostMayConnect() throws Exception {
    try (SuiteServer server = SuiteServer.calm(o -> o)) {
      String own = "http://127.0.0.1:" + server.server().port();
      assertFalse(RawWebSocket.refused(server.url(), own));
    }
  }

  @Test
  void preflight() throws Exception {
    try (SuiteServer server =
        SuiteServer.calm(o -> o.engine(e -> e.corsOrigins(List.of("http://a.example"))))) {
      HttpResponse<String> response =
          RawHttp.send(
              server
                  .client()
                  .request(OPEN)
                  .method("OPTIONS", HttpRequest.BodyPublishers.noBody())
                  .header("Origin", "http://a.example")
                  .header("Access-Control-Request-Headers", "x-mine"));
      assertEquals(204, response.statusCode());
      assertEquals(
          "x-mine", response.headers().firstValue("access-control-allow-headers").orElse(""));
    }
  }

  @Test
  void transports() throws Exception {
    try (SuiteServer server =
        SuiteServer.calm(o -> o.engine(e -> e.transports(Set.of(TransportType.POLLING))))) {
      assertTrue(RawWebSocket.refused(server.url(), null));
      assertTrue(server.client().get(OPEN).body().contains("\"upgrades\":[]"));
    }
    try (SuiteServer server =
        SuiteServer.calm(o -> o.engine(e -> e.transports(Set.of(TransportType.WEBSOCKET))))) {
      assertEquals(400, server.client().get(OPEN).statusCode());
      server.session().close();
    }
  }

  @Test
  void pathAndSeveralAddresses() throws Exception {
    List<InetSocketAddress> two =
        List.of(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
            new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 2}), 0));
    try (SuiteServer server =
        SuiteServer.calm(o -> o.engine(e -> e.path("/other/way")).http(h -> h.listen(two)))) {
      assertEquals(2, server.server().addresses().size());
      for (InetSocketAddress address : server.server().addresses()) {
        String base = "http://" + address.getAddress().getHostAddress() + ":" + address.getPort();
        assertEquals(200, new RawHttp(base + "/other/way/").get(OPEN).statusCode());
        assertEquals(200, new RawHttp(base + "/other/way/socket.io.js").get("").statusCode());
        assertEquals(404, new RawHttp(base + "/socket.io/").get(OPEN).statusCode());
      }
    }
  }

  @Test
  void cookie() throws Exception {
    try (SuiteServer with = SuiteServer.calm(o -> o.engine(e -> e.cookie(CookieOptions.of("io"))));
        SuiteServer without = SuiteServer.calm(o -> o)) {
      HttpResponse<String> response = with.client().get(OPEN);
      assertEquals(
          "io=" + RawHttp.sid(response.body()) + "; Path=/; HttpOnly; SameSite=Lax",
          response.headers().firstValue("set-cookie").orElse(""));
      assertTrue(without.client().get(OPEN).headers().firstValue("set-cookie").isEmpty());
    }
  }

  @Test
  void httpCompression() throws Exception {
    try (SuiteServer server = SuiteServer.calm(o -> o.http(h -> h.httpCompression(true)))) {
      HttpResponse<java.io.InputStream> response =
          RawHttp.CLIENT.send(
              new RawHttp("http://127.0.0.1:" + server.server().port())
                  .request("/socket.io/socket.io.min.js")
                  .header("Accept-Encoding", "gzip")
                  .build(),
              HttpResponse.BodyHandlers.ofInputStream());
      assertEquals("gzip", response.headers().firstValue("content-encoding").orElse(""));
      try (GZIPInputStream in = new GZIPInputStream(response.body())) {
        assertTrue(in.readAllBytes().length > 40_000);
      }
    }
  }

  @Test
  void withDeflateClientsThatCannotAreServedAsWell() throws Exception {
    try (SuiteServer server = SuiteServer.calm(o -> o.http(h -> h.perMessageDeflate(true)));
        RawWebSocket socket = server.connected()) {
      assertEquals("42[\"message-back\",1]", socket.send("42[\"message\",1]").textAfterPings());
    }
  }

  @Test
  void severalEventLoops() throws Exception {
    try (SuiteServer server = SuiteServer.calm(o -> o.http(h -> h.eventLoops(3)))) {
      List<RawWebSocket> clients = new java.util.ArrayList<>();
      for (int i = 0; i < 9; i++) {
        clients.add(server.connected());
      }
      server.server().root().emit("all", 1);
      for (RawWebSocket client : clients) {
        assertEquals("42[\"all\",1]", client.textAfterPings());
        client.close();
      }
      // Polls and posts of one session come on connections of several loops.
      String query = RawHttp.polling(server.client().open());
      server.client().post(query, "40");
      assertTrue(server.client().get(query).body().startsWith("40{"));
      for (int i = 0; i < 20; i++) {
        var poll = server.client().getAsync(query);
        server.client().post(query, "42[\"message\"," + i + "]");
        String body = poll.join().body();
        while (!body.contains("[\"message-back\"," + i + "]")) {
          body = server.client().get(query).body();
        }
      }
    }
  }

  @Test
  void tls(@TempDir Path folder) throws Exception {
    SelfSigned made = SelfSigned.make(folder);
    try (SuiteServer server = SuiteServer.calm(o -> o.http(h -> h.tls(made.files())));
        SelfSigned.Client client = made.client()) {
      HttpClient https = client.http();
      String base = "https://localhost:" + server.server().port();
      HttpResponse<String> response =
          https.send(
              HttpRequest.newBuilder(URI.create(base + "/socket.io/" + OPEN)).build(),
              HttpResponse.BodyHandlers.ofString());
      assertEquals(200, response.statusCode());
    }
  }

  @Test
  void tlsFilesThatAreNoneAreAClearError(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("none.pem"), "no certificate");
    IOException e =
        assertThrows(
            IOException.class,
            () -> SuiteServer.calm(o -> o.http(h -> h.tls(new Tls(file, file)))).close());
    assertTrue(e.getMessage().contains("none.pem"), e.getMessage());
  }

  @Test
  void aPortInUseIsAClearError() throws Exception {
    try (SocketIoServer first = ClientServer.start(0, false)) {
      IOException e =
          assertThrows(IOException.class, () -> ClientServer.start(first.port(), false).close());
      assertTrue(e.getMessage().contains(String.valueOf(first.port())), e.getMessage());
    }
  }

  @Test
  void handlersAfterTheEngine() throws Exception {
    try (SocketIoServer server =
        SocketIoServer.builder()
            .options(SuiteServer.calmOptions().build())
            .handler(new Router().get("/health", new Health(exchange -> Health.State.UP)))
            .build()) {
      server.start();
      RawHttp http = new RawHttp("http://127.0.0.1:" + server.port());
      assertEquals("{\"status\":\"up\"}", http.get("/health").body());
      assertEquals(404, http.get("/nothing").statusCode());
    }
  }
}
