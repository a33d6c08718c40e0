package io.obdio.socketio.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.obdio.socketio.access.AccessKey;
import io.obdio.socketio.access.KeyFileEditor;
import io.obdio.socketio.access.KeyHash;
import io.obdio.socketio.access.Scope;
import io.obdio.socketio.testing.Await;
import io.obdio.socketio.testing.RawHttp;
import io.obdio.socketio.testing.RawWebSocket;
import io.obdio.socketio.testing.TestClient;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.json.JSONArray;
import org.json.JSONObject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Attempts to pass the access policy, and to use it against other clients. */
@Timeout(180)
class AccessAttacksIT {

  private static final String KEY = "obd_a_key_that_is_long_enough";
  private static final String OTHER = "obd_the_key_of_another_client";

  @TempDir Path folder;
  private Path file;
  private InProcessServer server;

  @BeforeEach
  void start() throws Exception {
    file = folder.resolve("keys.yaml");
    add("garage", KEY);
    add("B\u00fcro", OTHER);
    server = new InProcessServer("--keys=" + file, "--audit=" + folder.resolve("audit.jsonl"));
  }

  private void add(String name, String key) throws Exception {
    new KeyFileEditor(file)
        .add(new AccessKey(name, KeyHash.of(key), EnumSet.allOf(Scope.class), null, List.of()));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private RawWebSocket session() throws Exception {
    RawWebSocket socket =
        RawWebSocket.connect(
            "ws://127.0.0.1:" + server.port() + "/socket.io/?EIO=4&transport=websocket");
    assertTrue(socket.text().startsWith("0{"));
    return socket;
  }

  private TestClient channels(String key) throws Exception {
    TestClient client =
        TestClient.open(
            server.port(), "/octane", options -> options.auth = Map.of("x-api-key", key));
    client.next("channels");
    return client;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{}",
        "{\"x-api-key\":5}",
        "{\"x-api-key\":null}",
        "{\"x-api-key\":true}",
        "{\"x-api-key\":[\"obd_a_key_that_is_long_enough\"]}",
        "{\"x-api-key\":{\"a\":1}}",
        "{\"x-api-key\":\"\"}",
        "{\"x-api-key\":\" \"}",
        "{\"\":\"obd_a_key_that_is_long_enough\"}",
        "{\"x-api-key\":\"obd_a_key_that_is_long_enougH\"}",
        "{\"x-api-key\":\"\\u0000\"}"
      })
  void credentialsOfAnyShapeDoNotEnterTheNamespaceOfTheVehicle(String auth) throws Exception {
    try (RawWebSocket socket = session()) {
      String answer = socket.send("40" + auth).text();
      assertTrue(answer.startsWith("44{\"message\":\"unauthorized\""), answer);
      assertFalse(answer.contains("obd_"), answer);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "\"x\"", "[5]", "{", "[{\"x-api-key\":1}]"})
  void aConnectPacketThatIsInvalidEndsItsSession(String auth) throws Exception {
    try (RawWebSocket socket = session()) {
      socket.send("40" + auth);
      assertTrue(socket.awaitClose() > 0);
    }
    try (TestClient good = channels(KEY)) {
      assertEquals("Car Connected", good.ask("status"));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ",null",
        ",5",
        ",[]",
        ",{}",
        ",{\"x-api-key\":5}",
        ",{\"x-api-key\":[]}",
        ",\"\"",
        ",{\"x-api-key\":{\"x-api-key\":\"obd_a_key_that_is_long_enough\"}}",
        ",true,1,2,3"
      })
  void argumentsOfAnyShapeDoNotAuthenticate(String argument) throws Exception {
    try (RawWebSocket socket = session()) {
      socket.send("40/octane,");
      assertTrue(socket.text().startsWith("40/octane,{\"sid\""));
      socket.send("42/octane,[\"auth\"" + argument + "]");
      assertTrue(socket.text().startsWith("42/octane,[\"auth_fail\",{\"message\":"));
      assertTrue(socket.awaitClose() > 0);
    }
  }

  @Test
  void whatFollowsAWrongKeyHasNoEffectNotEvenTheRightKey() throws Exception {
    try (RawWebSocket socket = session();
        TestClient good = channels(KEY)) {
      socket.send("40/octane,");
      assertTrue(socket.text().startsWith("40/octane,{\"sid\""));
      socket.send("42/octane,[\"auth\",{\"x-api-key\":\"wrong\"}]");
      socket.send("42/octane,[\"auth\",{\"x-api-key\":\"" + KEY + "\"}]");
      socket.send("42/octane,[\"user_message\",\"injected\"]");
      assertTrue(socket.awaitClose() > 0);
      StringBuilder received = new StringBuilder();
      for (Object next = socket.poll(0); next instanceof String; next = socket.poll(0)) {
        received.append(next);
      }
      assertFalse(received.toString().contains("auth_ok"), received.toString());
      good.ask("channels");
      assertFalse(good.order().contains("user_message"));
    }
  }

  @Test
  void aWrongKeyAfterARightOneEndsTheSessionAndItsChannels() throws Exception {
    try (TestClient client = channels(KEY)) {
      client.ask("join", "fuel");
      JSONObject refused =
          (JSONObject) client.ask("auth", new JSONObject(Map.of("x-api-key", "wrong")));
      assertEquals("unauthorized", refused.getString("code"));
      client.awaitDisconnected();
      Await.until("nothing is watched", () -> server.io.hub().watched().isEmpty());
      assertEquals(0, server.io.access().sessionCount());
    }
  }

  @Test
  void anAttackerDoesNotLockOutAClientWhoseKeyWasAcceptedFromTheSameAddress() throws Exception {
    try (TestClient before = channels(OTHER)) {
      for (int i = 0; i < 100; i++) {
        assertEquals(401, get("/rest/all", "wrong" + i).statusCode());
      }
      HttpResponse<String> blocked = get("/rest/all", "wrong");
      assertTrue(blocked.headers().firstValueAsLong("retry-after").orElse(0) > 0);
      assertEquals("Car Connected", before.ask("status"));
      assertEquals(200, get("/rest/all", OTHER).statusCode());
      channels(OTHER).close();
    }
  }

  private HttpResponse<String> get(String path, String key) throws Exception {
    return RawHttp.send(
        HttpRequest.newBuilder(URI.create(server.url(path))).header("X-API-KEY", key));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /rest/all/ HTTP/1.1",
        "GET //rest/all HTTP/1.1",
        "GET /rest//all HTTP/1.1",
        "GET /REST/ALL HTTP/1.1",
        "GET /./rest/all HTTP/1.1",
        "GET /x/../rest/all HTTP/1.1",
        "GET /%72est/all HTTP/1.1",
        "GET /rest%2Fall HTTP/1.1",
        "GET /rest/all;x=1 HTTP/1.1",
        "GET /rest/all?X-API-KEY HTTP/1.1",
        "GET /rest/all?X-API-KEY=&x-api-key= HTTP/1.1",
        "GET http://localhost/rest/all HTTP/1.1",
        "HEAD /rest/all HTTP/1.1",
        "PUT /rest/all HTTP/1.1",
        "DELETE /rest/all HTTP/1.1",
        "TRACE /rest/all HTTP/1.1",
        "get /rest/all HTTP/1.1",
        "POST /rest/ro/CLEAR_DTC HTTP/1.1",
        "POST /bulk HTTP/1.1",
        "GET /rest/all HTTP/1.0",
        "PATCH /json/ro/CLEAR_DTC HTTP/1.1"
      })
  void noSpellingOfARouteAnswersWithoutAKey(String requestLine) throws Exception {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      socket.setSoTimeout(20_000);
      String request =
          requestLine
              + "\r\nHost: localhost\r\nX-HTTP-Method-Override: GET\r\nX-Original-URL: /health\r\n"
              + "Content-Length: 0\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
      String answer = read(socket.getInputStream());
      String status = answer.split(" ")[1];
      assertTrue(List.of("400", "401", "404", "405", "501").contains(status), answer);
      assertFalse(answer.contains("\"dev\""), answer);
    }
  }

  private static String read(InputStream in) throws Exception {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    in.transferTo(all);
    return all.toString(StandardCharsets.UTF_8);
  }

  @Test
  void aClientIsInABoundedNumberOfChannels() throws Exception {
    try (TestClient client = channels(KEY)) {
      String code = "";
      int joined = 0;
      for (int block = 0; block < 5 && code.isEmpty(); block++) {
        JSONArray names = new JSONArray();
        for (int i = 0; i < 200; i++) {
          names.put(String.format("ecu_%08x_raw", 200 * block + i));
        }
        Object answer = client.ask("join", new JSONObject().put("channel", names));
        code = answer instanceof JSONObject json ? json.optString("code") : "";
        joined += 200;
      }
      assertEquals("busy", code);
      assertTrue(joined <= 600, joined + " channels");
      Object refused = client.ask("join", "fuel");
      assertEquals("busy", ((JSONObject) refused).getString("code"));
      client.ask("leave", "ecu_00000000_raw");
      assertEquals("{\"join\":\"fuel\"}", client.ask("join", "fuel").toString());
    }
    Await.until(
        "the rooms are gone", () -> server.io.server().of("/octane").adapter().rooms().isEmpty());
  }

  @Test
  void aClientWritesNoLinesOfItsOwnIntoTheLogAndItsKeyIsNowhere() throws Exception {
    try (TestClient client = channels(KEY)) {
      client.ask("connect_obd", "sim:\r\n12:00:00 INFO audit - Entry[forged\u2028\u202e");
    }
    assertEquals(200, get("/rest/all", KEY).statusCode());
    assertEquals(
        200,
        RawHttp.send(HttpRequest.newBuilder(URI.create(server.url("/rest/all?X-API-KEY=" + KEY))))
            .statusCode());
    HttpResponse<String> page =
        RawHttp.send(HttpRequest.newBuilder(URI.create(server.url("/?X-API-KEY=" + KEY))));
    assertEquals("no-referrer", page.headers().firstValue("referrer-policy").orElse(""));
    assertFalse(page.body().contains(KEY));
    server.close();
    String audit = Files.readString(folder.resolve("audit.jsonl"));
    assertTrue(audit.contains("sim:??12:00:00 INFO audit - Entry[forged??"), audit);
    assertFalse(audit.contains(KEY), audit);
  }

  @Test
  void anAdministratorListsTheSessionsOfAllApisAndEndsOne() throws Exception {
    try (RawWebSocket devices =
            RawWebSocket.connect(
                "ws://127.0.0.1:" + server.port() + "/ws", Map.of("X-API-KEY", OTHER));
        TestClient watcher = channels(OTHER);
        TestClient admin = channels(KEY)) {
      watcher.ask("join", "fuel");
      Await.until("all are registered", () -> server.io.access().sessionCount() == 3);
      JSONObject list = (JSONObject) admin.ask("sessions");
      assertEquals(3, list.getInt("total"));
      String watched = "";
      String device = "";
      for (int i = 0; i < 3; i++) {
        JSONObject session = list.getJSONArray("sessions").getJSONObject(i);
        assertEquals("127.0.0.1", session.getString("address"));
        assertEquals("websocket", session.getString("transport"));
        if (session.getString("api").equals("/ws")) {
          assertEquals("B\u00fcro", session.getString("key"));
          device = session.getString("id");
        } else if (session.getString("key").equals("B\u00fcro")) {
          assertEquals("[\"fuel\",\"user\",\"vehicle\"]", session.getString("rooms"));
          watched = session.getString("id");
        }
      }
      assertEquals(true, admin.ask("end_session", watched));
      JSONObject fail = (JSONObject) watcher.next("auth_fail")[0];
      assertEquals("the session was ended by an administrator", fail.getString("message"));
      watcher.awaitDisconnected();
      assertEquals(true, admin.ask("end_session", device));
      assertTrue(devices.awaitClose() > 0);
      assertEquals(
          "bad_argument", ((JSONObject) admin.ask("end_session", watched)).getString("code"));
      assertNull(admin.order().stream().filter("auth_fail"::equals).findAny().orElse(null));
    }
  }
}
