package io.obdio.socketio.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.obdio.socketio.access.AccessKey;
import io.obdio.socketio.access.KeyFileEditor;
import io.obdio.socketio.access.KeyHash;
import io.obdio.socketio.access.Scope;
import io.obdio.socketio.testing.RawHttp;
import io.obdio.socketio.testing.RawWebSocket;
import io.obdio.socketio.testing.TestClient;
import io.obdio.socketio.websocket.CloseCode;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.json.JSONObject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The program's server with keys: where they are found, withdrawal, wrong keys, Host. */
@Tag("alone")
@Timeout(180)
class KeysIT {

  private static final String KEY = "obd_a_key_that_is_long_enough";
  private static final int ADDRESSES = 10_000;

  @TempDir Path folder;
  private Path file;
  private InProcessServer server;

  @BeforeEach
  void start() throws Exception {
    file = folder.resolve("keys.yaml");
    add("garage", KEY, null);
    server =
        new InProcessServer(
            "--keys=" + file,
            "--audit=" + folder.resolve("audit.jsonl"),
            "--allowed-hosts=car.example",
            "--no-allow-clear");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private void add(String name, String key, Instant expires) throws Exception {
    new KeyFileEditor(file)
        .add(new AccessKey(name, KeyHash.of(key), EnumSet.allOf(Scope.class), expires, List.of()));
  }

  private TestClient connect(String key) throws Exception {
    TestClient client =
        TestClient.open(server.port(), "/", options -> options.auth = Map.of("X-API-Key", key));
    client.awaitAccepted();
    return client;
  }

  @Test
  void findsTheKeyInHeaderBearerBasicHandshakeAndQuery() throws Exception {
    String basic =
        Base64.getEncoder().encodeToString(("x:" + KEY).getBytes(StandardCharsets.UTF_8));
    for (Map.Entry<String, String> header :
        Map.of("X-API-KEY", KEY, "Authorization", "Bearer " + KEY).entrySet()) {
      assertEquals(200, get("/rest/all", header.getKey(), header.getValue()).statusCode());
    }
    assertEquals(200, get("/rest/all", "Authorization", "Basic " + basic).statusCode());
    assertEquals(200, get("/rest/all?x-api-key=" + KEY, "Accept", "*/*").statusCode());
    assertEquals(401, get("/rest/all", "Accept", "*/*").statusCode());
    connect(KEY).close();
    try (TestClient query =
        TestClient.open(server.port(), "/", options -> options.query = "X-API-KEY=" + KEY)) {
      query.awaitAccepted();
    }
    try (TestClient header =
        TestClient.open(
            server.port(),
            "/octane",
            options -> options.extraHeaders = Map.of("x-api-key", List.of(KEY)))) {
      assertEquals("OK", ((JSONObject) header.next("auth_ok")[0]).getString("message"));
    }
  }

  private HttpResponse<String> get(String path, String header, String value) throws Exception {
    return RawHttp.send(HttpRequest.newBuilder(URI.create(server.url(path))).header(header, value));
  }

  @Test
  void healthDisclosesNothingAboutTheVehicle() throws Exception {
    assertEquals("{\"status\":\"up\"}", get("/health", "Accept", "*/*").body());
  }

  @Test
  void aWithdrawnKeyEndsItsSessionsWithinTwoSeconds() throws Exception {
    add("phone", "obd_another_key_long_enough", null);
    awaitKey("obd_another_key_long_enough");
    try (RawWebSocket devices =
            RawWebSocket.connect(
                server.url("/ws").replace("http", "ws"),
                Map.of("X-API-KEY", "obd_another_key_long_enough"));
        TestClient phone = connect("obd_another_key_long_enough");
        TestClient garage = connect(KEY);
        TestClient channels =
            TestClient.open(
                server.port(),
                "/octane",
                options -> options.auth = Map.of("x-api-key", "obd_another_key_long_enough"))) {
      channels.next("channels");
      channels.ask("join", "powertrain");
      phone.ask("watch", "RPM");
      long start = System.nanoTime();
      assertTrue(new KeyFileEditor(file).remove("phone"));
      JSONObject error = (JSONObject) phone.next("error")[0];
      assertEquals("unauthorized", error.getString("code"));
      assertEquals("key withdrawn", error.getString("message"));
      phone.awaitDisconnected();
      JSONObject fail = (JSONObject) channels.next("auth_fail")[0];
      assertEquals("key withdrawn", fail.getString("message"));
      channels.awaitDisconnected();
      assertEquals(CloseCode.POLICY_VIOLATION, devices.awaitClose());
      long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
      assertEquals(401, get("/rest/all", "X-API-KEY", "obd_another_key_long_enough").statusCode());
      System.out.println("key withdrawn: sessions closed after " + millis + " ms");
      assertTrue(millis < 2_000, () -> millis + " ms");
      assertEquals("Car Connected", garage.ask("status"));
    }
  }

  private void awaitKey(String key) {
    io.obdio.socketio.testing.Await.until(
        "the key is read",
        () -> {
          try {
            return get("/rest/all", "X-API-KEY", key).statusCode() == 200;
          } catch (Exception e) {
            throw new IllegalStateException(e);
          }
        });
  }

  @Test
  void anExpiredKeyEndsItsSessions() throws Exception {
    add("guest", "obd_the_key_of_a_guest_1234", Instant.now().plusSeconds(4));
    awaitKey("obd_the_key_of_a_guest_1234");
    try (TestClient guest = connect("obd_the_key_of_a_guest_1234")) {
      assertEquals("key expired", ((JSONObject) guest.next("error")[0]).getString("message"));
      guest.awaitDisconnected();
    }
    assertEquals(401, get("/rest/all", "X-API-KEY", "obd_the_key_of_a_guest_1234").statusCode());
  }

  @Test
  void aSwitchIsNamedWhenItForbids() throws Exception {
    try (TestClient client = connect(KEY)) {
      for (JSONObject error :
          List.of(
              (JSONObject) client.ask("clear_dtc"),
              (JSONObject) client.ask("query_now", "CLEAR_DTC"))) {
        assertEquals("not_allowed", error.getString("code"));
        assertTrue(error.getString("message").contains("--allow-clear"), error.toString());
      }
    }
    server.close();
    String audit = Files.readString(folder.resolve("audit.jsonl"));
    assertTrue(
        audit.contains("\"action\":\"clear_dtc\",\"argument\":\"\",\"outcome\":\"not_allowed\""),
        audit);
    assertFalse(audit.contains(KEY), audit);
  }

  @Test
  void theChannelsEndTheConnectionAfterAWrongKeyOrNone() throws Exception {
    try (TestClient wrong = TestClient.open(server.port(), "/octane", options -> {})) {
      wrong.awaitAccepted();
      JSONObject answer = (JSONObject) wrong.ask("auth", new JSONObject(Map.of("x-api-key", "no")));
      assertEquals("unauthorized", answer.getString("code"));
      assertFalse(((JSONObject) wrong.next("auth_fail")[0]).getString("message").isEmpty());
      wrong.awaitDisconnected();
    }
    server.close();
    server = new InProcessServer("--keys=" + file, "--auth-timeout=300");
    try (TestClient silent = TestClient.open(server.port(), "/octane", options -> {})) {
      assertEquals(
          "no key within 0.3 s", ((JSONObject) silent.next("auth_fail")[0]).getString("message"));
      silent.awaitDisconnected();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /",
        "GET /health",
        "GET /socket.io/?EIO=4&transport=polling",
        "POST /socket.io/?EIO=4&transport=polling",
        "GET /socket.io/?EIO=4&transport=websocket",
        "GET /socket.io/socket.io.js",
        "GET /ws",
        "GET /rest/all",
        "POST /rest/ro/CLEAR_DTC",
        "GET /json/all",
        "GET /version",
        "GET /no/such/route",
        "OPTIONS /rest/all"
      })
  void everyRouteAndUpgradeRefusesAForeignHost(String request) throws Exception {
    String upgrade =
        String.join(
            "\r\n",
            "Upgrade: websocket",
            "Connection: Upgrade",
            "Sec-WebSocket-Version: 13",
            "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
            "");
    String more = request.endsWith("websocket") || request.endsWith("/ws") ? upgrade : "";
    assertEquals("403", status(request, "evil.example:" + server.port(), more));
    assertFalse(status(request, "127.0.0.1:" + server.port(), more).equals("403"));
    assertFalse(status(request, "localhost", more).equals("403"));
    assertFalse(status(request, "car.example", more).equals("403"));
  }

  private String status(String request, String host, String more) throws Exception {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      socket.setSoTimeout(20_000);
      String text =
          request + " HTTP/1.1\r\nHost: " + host + "\r\nContent-Length: 0\r\n" + more + "\r\n";
      socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
      return statusLine(socket).split(" ")[1];
    }
  }

  private static String statusLine(Socket socket) throws Exception {
    InputStream in = socket.getInputStream();
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int b = in.read(); b >= 0 && b != '\n'; b = in.read()) {
      line.write(b);
    }
    return line.toString(StandardCharsets.UTF_8).strip();
  }

  /** Every address of 127.0.0.0/8 is a client of its own on Linux. */
  @Test
  void tenThousandWrongKeysFromAsManyAddressesSlowNoClientDown() throws Exception {
    try (TestClient good = connect(KEY)) {
      long[] before = latencies(good, 300);
      Thread attacker = new Thread(this::attack, "attacker");
      long heapBefore = heap();
      attacker.start();
      long[] during = new long[0];
      int rounds = 0;
      while (attacker.isAlive()) {
        during = merge(during, latencies(good, 50));
        rounds++;
      }
      attacker.join();
      long heapAfter = heap();
      System.out.printf(
          "wrong keys from %,d addresses: status of another client p50 %,d us, p99 %,d us before;"
              + " p50 %,d us, p99 %,d us during (%d asked); heap %+,d KiB%n",
          ADDRESSES,
          at(before, 0.5),
          at(before, 0.99),
          at(during, 0.5),
          at(during, 0.99),
          50 * rounds,
          (heapAfter - heapBefore) / 1024);
      assertTrue(at(during, 0.5) < 200_000, "another client was slowed down");
      assertTrue(heapAfter - heapBefore < 20 << 20, "memory grew");
    }
  }

  private void attack() {
    try {
      for (int i = 0; i < ADDRESSES; i++) {
        try (Socket socket = new Socket()) {
          byte[] from = {127, (byte) (1 + i / 65536), (byte) (i / 256), (byte) i};
          socket.bind(new InetSocketAddress(InetAddress.getByAddress(from), 0));
          socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()));
          socket
              .getOutputStream()
              .write(
                  ("GET /rest/all HTTP/1.1\r\nHost: localhost\r\nX-API-KEY: wrong" + i + "\r\n\r\n")
                      .getBytes(StandardCharsets.UTF_8));
          assertTrue(statusLine(socket).contains("401"));
        }
      }
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static long[] latencies(TestClient client, int count) throws Exception {
    long[] micros = new long[count];
    for (int i = 0; i < count; i++) {
      long start = System.nanoTime();
      client.ask("status");
      micros[i] = TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - start);
    }
    return micros;
  }

  private static long[] merge(long[] a, long[] b) {
    long[] all = Arrays.copyOf(a, a.length + b.length);
    System.arraycopy(b, 0, all, a.length, b.length);
    return all;
  }

  private static long at(long[] micros, double part) {
    long[] sorted = micros.clone();
    Arrays.sort(sorted);
    return sorted.length == 0 ? 0 : sorted[(int) (part * (sorted.length - 1))];
  }

  private static long heap() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }
}
