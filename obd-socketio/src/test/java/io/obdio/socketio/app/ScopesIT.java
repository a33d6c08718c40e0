package io.obdio.socketio.app;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.obdio.core.transport.ConnectionStatus;
import io.obdio.socketio.access.AccessRule;
import io.obdio.socketio.access.AccessTable;
import io.obdio.socketio.access.Scope;
import io.obdio.socketio.testing.Await;
import io.obdio.socketio.testing.RawHttp;
import io.obdio.socketio.testing.RawWebSocket;
import io.obdio.socketio.testing.TestClient;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletionException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.json.JSONArray;
import org.json.JSONObject;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every event, command, channel, device and route of the access table, which the server fills when
 * it registers them, with a key of each scope, with none, with an expired and with a withdrawn one.
 * The tables of docs/access.md are equal to it, so that nothing can be added without a row.
 */
@Timeout(300)
class ScopesIT {

  private static final Path DOCS = Path.of("..", "docs", "access.md");
  private static final Pattern ROW = Pattern.compile("^\\| `(\\w+)` \\| (.*) \\|$");
  private static final Pattern NAME = Pattern.compile("`([^`]+)`");
  private static final String ANY = "any";
  private static final String NONE = "none";
  private static final String VEHICLE = "### Events of the vehicle";
  private static final String CHANNEL_EVENTS = "### Events of the channels";

  @TempDir static Path folder;
  private static ScopeKeys keys;
  private static InProcessServer server;

  @BeforeAll
  static void start() throws Exception {
    keys = ScopeKeys.create(folder.resolve("keys.yaml"));
    server = new InProcessServer("--keys=" + keys.file(), "--allow-connect");
    // An address that has sent wrong keys may use only keys that were accepted from it before.
    for (String key : keys.valid()) {
      assertTrue(Set.of(200, 403).contains(get("/version", key).statusCode()));
    }
    keys.withdraw();
    Await.until(
        "the key is withdrawn", () -> get("/version", keys.withdrawn()).statusCode() == 401);
  }

  /** Other tests disconnect the vehicle. */
  @BeforeEach
  void connect() throws Exception {
    if (server.io.status() != ConnectionStatus.CAR_CONNECTED) {
      Await.value(server.io.connectObd("sim:"));
    }
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  // ---- the table and the documentation

  private static Map<String, String> table(String api) {
    Map<String, String> needs =
        server.io.access().table().rules(api).stream()
            .collect(
                Collectors.toMap(AccessRule::action, AccessRule::need, (a, b) -> a, TreeMap::new));
    assertFalse(needs.isEmpty(), api);
    return needs;
  }

  /** What each name in tables of the documentation needs, by the tables' headings. */
  private static Map<String, String> documented(String... headings) throws Exception {
    Map<String, String> needs = new TreeMap<>();
    String heading = "";
    for (String line : Files.readAllLines(DOCS)) {
      if (line.startsWith("#")) {
        heading = line;
      }
      Matcher row = ROW.matcher(line);
      if (Set.of(headings).contains(heading) && row.matches()) {
        NAME.matcher(row.group(2)).results().forEach(m -> needs.put(m.group(1), row.group(1)));
      }
    }
    return needs;
  }

  @Test
  void theDocumentationIsEqualToTheTable() throws Exception {
    assertAll(
        () -> assertEquals(documented(VEHICLE), table("/")),
        () -> assertEquals(documented(VEHICLE, CHANNEL_EVENTS), table("/octane")),
        () -> assertEquals(documented("### Channels"), table("channel")),
        () -> assertEquals(documented("### Commands of /ws"), table("/ws")),
        () -> assertEquals(documented("### Devices that can be set"), table("device")),
        () -> assertEquals(documented("### Routes"), table(AccessTable.HTTP)),
        () ->
            assertEquals(
                Set.of("/", "/octane", "channel", "/ws", "device", AccessTable.HTTP),
                server.io.access().table().rules().stream()
                    .map(AccessRule::api)
                    .collect(Collectors.toSet())));
  }

  @Test
  void everyRouteOfTheServerIsInTheTable() {
    assertEquals(table(AccessTable.HTTP).keySet(), Set.copyOf(server.io.server().routes()));
  }

  private static boolean allows(String need, Scope scope) {
    return need.equals(ANY) || need.equals(NONE) || need.equals(scope.word());
  }

  private static String lacks(String key, String scope) {
    return "the key '" + key + "' lacks the scope '" + scope + "'";
  }

  // ---- events

  private static TestClient connect(String namespace, Scope scope) throws Exception {
    TestClient client =
        TestClient.open(
            server.port(),
            namespace,
            options -> options.auth = Map.of("x-api-key", keys.of(scope)));
    client.awaitAccepted();
    if (!namespace.equals("/")) {
      client.next("channels");
    }
    return client;
  }

  /** Arguments with which an event is well formed. */
  private static Object[] arguments(String event, String key) {
    return switch (event) {
      case "auth" -> new Object[] {new JSONObject(Map.of("x-api-key", key))};
      case "connect_obd" -> new Object[] {"sim:"};
      case "join", "leave" -> new Object[] {7}; // the channels' scopes have a test of their own
      case "ipc_message" -> new Object[] {new JSONObject(Map.of("type", "t"))};
      case "sim_message" ->
          new Object[] {
            new JSONObject(
                Map.of("id", "ignition", "payload", Map.of("state", Map.of("value", true))))
          };
      default -> new Object[] {"RPM"};
    };
  }

  /** Returns {@code CODE: MESSAGE} of a refusal, "" of another answer. */
  private static String refusal(Object[] answer) {
    if (answer.length > 0 && answer[0] instanceof JSONObject json && json.has("code")) {
      String code = json.optString("code");
      return Set.of("not_allowed", "unauthorized").contains(code)
          ? code + ": " + json.optString("message")
          : "";
    }
    return "";
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/octane"})
  void everyEventByEveryScope(String namespace) throws Exception {
    Map<String, String> events = table(namespace);
    events.remove("disconnect_request"); // it would end the session of the walk
    List<Executable> checks = new ArrayList<>();
    for (Scope scope : Scope.values()) {
      try (TestClient client = connect(namespace, scope)) {
        for (Map.Entry<String, String> event : events.entrySet()) {
          String name = event.getKey();
          String refused = refusal(client.askAll(name, arguments(name, keys.of(scope))));
          String expected =
              allows(event.getValue(), scope)
                  ? ""
                  : "not_allowed: " + lacks(scope.word(), event.getValue());
          checks.add(
              () -> assertEquals(expected, refused, namespace + " " + name + " with " + scope));
        }
      }
    }
    assertAll(checks);
  }

  @Test
  void everyScopeMayEndItsSession() throws Exception {
    for (Scope scope : Scope.values()) {
      try (TestClient client = connect("/octane", scope)) {
        client.emit("disconnect_request");
        client.next("disconnect_request");
        client.awaitDisconnected();
      }
    }
  }

  @Test
  void everyEventOfTheChannelsWithoutAKey() throws Exception {
    Map<String, String> events = table("/octane");
    assertEquals(NONE, events.remove("auth"));
    try (TestClient client = TestClient.open(server.port(), "/octane", options -> {})) {
      client.awaitAccepted();
      for (String event : events.keySet()) {
        assertEquals(
            "unauthorized: authenticate first: send event 'auth' with a key",
            refusal(client.askAll(event, arguments(event, ""))),
            event);
      }
      assertEquals(Set.of("error"), Set.copyOf(client.order()));
    }
  }

  @ParameterizedTest
  @CsvSource({"none", "expired", "withdrawn"})
  void noNamespaceIsEnteredWithoutAValidKey(String which) throws Exception {
    Map<String, String> auth = which.equals(NONE) ? Map.of() : Map.of("x-api-key", invalid(which));
    try (TestClient client = TestClient.open(server.port(), "/", options -> options.auth = auth)) {
      JSONObject refused = (JSONObject) client.awaitRefused();
      assertEquals("unauthorized", refused.getString("message"));
      assertEquals("unauthorized", refused.getJSONObject("data").getString("code"));
    }
    if (!which.equals(NONE)) {
      try (TestClient client = TestClient.open(server.port(), "/octane", options -> {})) {
        client.awaitAccepted();
        String refused = refusal(client.askAll("auth", new JSONObject(auth)));
        assertTrue(refused.startsWith("unauthorized: "), refused);
        client.awaitDisconnected();
        assertEquals(List.of("auth_fail"), client.order());
      }
    }
  }

  private static String invalid(String which) {
    return which.equals("expired") ? keys.expired() : keys.withdrawn();
  }

  @Test
  void everyChannelByEveryScope() throws Exception {
    List<Executable> checks = new ArrayList<>();
    for (Scope scope : Scope.values()) {
      try (TestClient client = connect("/octane", scope)) {
        for (Map.Entry<String, String> channel : table("channel").entrySet()) {
          String name = channel.getKey().replace("{command}", "rpm").replace("{id}", "7e8");
          String refused = refusal(client.askAll("join", name));
          String expected =
              allows(channel.getValue(), scope)
                  ? ""
                  : "not_allowed: " + lacks(scope.word(), channel.getValue());
          checks.add(() -> assertEquals(expected, refused, name + " with " + scope));
        }
      }
    }
    assertAll(checks);
  }

  // ---- routes

  private static HttpResponse<String> get(String path, String key) {
    return send("GET " + path, key);
  }

  /** Sends a request of the table, its variable segments filled in, with an empty object. */
  private static HttpResponse<String> send(String route, String key) {
    String method = route.substring(0, route.indexOf(' '));
    String path =
        route
            .substring(method.length() + 1)
            .replace("{dev}", "ai")
            .replace("{circuit}", "SPEED")
            .replace("{property}", "value");
    HttpRequest.BodyPublisher body =
        method.equals("POST")
            ? HttpRequest.BodyPublishers.ofString("{}")
            : HttpRequest.BodyPublishers.noBody();
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(server.url(path))).method(method, body);
    if (!key.isEmpty()) {
      request.header("X-API-KEY", key);
    }
    try {
      return RawHttp.send(request);
    } catch (Exception e) {
      throw new IllegalStateException(route, e);
    }
  }

  @Test
  void everyRouteByEveryScope() {
    List<Executable> checks = new ArrayList<>();
    table(AccessTable.HTTP)
        .forEach(
            (route, need) -> {
              for (Scope scope : Scope.values()) {
                HttpResponse<String> response = send(route, keys.of(scope));
                checks.add(() -> checkRoute(route, need, scope, response));
              }
            });
    assertAll(checks);
  }

  private static void checkRoute(
      String route, String need, Scope scope, HttpResponse<String> response) {
    String what = route + " with " + scope + ": " + response.body();
    if (allows(need, scope)) {
      boolean incomplete = route.endsWith("/{dev}"); // it answers what a path looks like
      assertEquals(incomplete, response.statusCode() == 404, what);
      assertFalse(Set.of(401, 403, 405, 500).contains(response.statusCode()), what);
    } else {
      assertEquals(403, response.statusCode(), what);
      assertTrue(response.body().contains(lacks(scope.word(), need)), what);
    }
  }

  @Test
  void everyRouteWithoutAValidKey() {
    List<Executable> checks = new ArrayList<>();
    table(AccessTable.HTTP)
        .forEach(
            (route, need) -> {
              for (String key : List.of("", keys.expired(), keys.withdrawn())) {
                int status = send(route, key).statusCode();
                boolean open = need.equals(NONE);
                checks.add(() -> assertEquals(!open, status == 401, route + ": " + status));
              }
            });
    assertAll(checks);
  }

  // ---- the WebSocket of the devices

  private static RawWebSocket socket(String key) {
    return RawWebSocket.connect(
        "ws://127.0.0.1:" + server.port() + "/ws" + (key.isEmpty() ? "" : "?X-API-KEY=" + key));
  }

  @Test
  void theWebSocketIsOpenedWithTheScopeOfItsRouteOnly() {
    for (Scope scope : Scope.values()) {
      if (scope == Scope.READ) {
        socket(keys.of(scope)).close();
      } else {
        assertThrows(CompletionException.class, () -> socket(keys.of(scope)).close());
      }
    }
    for (String key : List.of("", keys.expired(), keys.withdrawn())) {
      assertThrows(CompletionException.class, () -> socket(key).close());
    }
  }

  /** Sends a message; returns the code and the text of its refusal, "" if there is none. */
  private static String refusal(RawWebSocket socket, JSONObject message) throws Exception {
    socket.send(message.toString());
    // An unknown command follows, whose refusal marks the end of the answer.
    socket.send("{\"cmd\":\"end\"}");
    String refused = "";
    while (true) {
      JSONArray answer = new JSONArray(socket.text());
      for (int i = 0; i < answer.length(); i++) {
        JSONObject device = answer.getJSONObject(i);
        if (!device.getString("dev").equals("refused")) {
          continue;
        }
        if (device.getString("cmd").equals("end")) {
          return refused;
        }
        refused = device.getString("value") + ": " + device.getString("message");
      }
    }
  }

  @Test
  void everyCommandOfTheWebSocketWithTheScopeRead() throws Exception {
    try (RawWebSocket socket = socket(keys.of(Scope.READ))) {
      for (Map.Entry<String, String> command : table("/ws").entrySet()) {
        assertEquals(Scope.READ.word(), command.getValue(), command.getKey());
        JSONObject message =
            new JSONObject(
                Map.of(
                    "cmd",
                    command.getKey(),
                    "dev",
                    "ai",
                    "circuit",
                    "SPEED",
                    "value",
                    "x",
                    "devices",
                    List.of("all")));
        String refused = refusal(socket, message);
        // What may be set is decided by the scope of the device.
        String expected =
            command.getKey().equals("set") ? "not_allowed: " + lacks("read", "control") : "";
        assertEquals(expected, refused, command.getKey());
      }
    }
  }

  /** A device that the access table names {@code TYPE/CIRCUIT}; an input for the others. */
  private static String[] device(String action) {
    return (action.equals("others") ? "do/SIM_IGNITION" : action).split("/");
  }

  @Test
  void everyDeviceByEveryScopeOnTheWebSocketAndByRest() throws Exception {
    List<Executable> checks = new ArrayList<>();
    for (Scope scope : Scope.values()) {
      String key = keys.withRead(scope);
      try (RawWebSocket socket = socket(key)) {
        for (Map.Entry<String, String> row : table("device").entrySet()) {
          String[] device = device(row.getKey());
          // The value is wrong, which is found out after the scope was checked.
          JSONObject message =
              new JSONObject(
                  Map.of("cmd", "set", "dev", device[0], "circuit", device[1], "value", "x"));
          String refused = refusal(socket, message);
          HttpResponse<String> posted = post(device, key);
          boolean allowed = allows(row.getValue(), scope);
          String lacks = lacks("read-" + scope.word(), row.getValue());
          String what = row.getKey() + " with " + scope + ": " + refused + ", " + posted.body();
          checks.add(
              () -> {
                assertEquals(allowed, refused.startsWith("bad_argument: "), what);
                assertEquals(!allowed, refused.equals("not_allowed: " + lacks), what);
                assertEquals(allowed ? 400 : 403, posted.statusCode(), what);
                assertEquals(!allowed, posted.body().contains(lacks), what);
              });
        }
      }
    }
    assertAll(checks);
  }

  private static HttpResponse<String> post(String[] device, String key) throws Exception {
    return RawHttp.send(
        HttpRequest.newBuilder(URI.create(server.url("/rest/" + device[0] + "/" + device[1])))
            .header("X-API-KEY", key)
            .POST(HttpRequest.BodyPublishers.ofString("value=x")));
  }
}
