package io.obdio.socketio.app;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.obdio.core.transport.ConnectionStatus;
import io.obdio.socketio.access.AccessKey;
import io.obdio.socketio.access.KeyFileEditor;
import io.obdio.socketio.access.KeyHash;
import io.obdio.socketio.access.Scope;
import io.obdio.socketio.event.EventRow;
import io.obdio.socketio.testing.Await;
import io.obdio.socketio.testing.RawHttp;
import io.obdio.socketio.testing.TestClient;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.json.JSONObject;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every event and route by a key of each scope and by none: whether it is allowed follows from the
 * table of docs/access.md alone.
 */
@Timeout(300)
class ScopesIT {

  private static final Path DOCS = Path.of("..", "docs", "access.md");
  private static final Pattern ROW = Pattern.compile("^\\| `(\\w+)` \\| (.*) \\|$");
  private static final Pattern NAME = Pattern.compile("`([^`]+)`");
  private static final String ANY = "any";

  private static final Map<Scope, String> KEYS = new EnumMap<>(Scope.class);

  @TempDir static Path folder;
  private static InProcessServer server;

  @BeforeAll
  static void start() throws Exception {
    Path file = folder.resolve("keys.yaml");
    for (Scope scope : Scope.values()) {
      String key = "obd_key_of_the_scope_" + scope.word();
      KEYS.put(scope, key);
      new KeyFileEditor(file)
          .add(new AccessKey(scope.word(), KeyHash.of(key), Set.of(scope), null, List.of()));
    }
    server = new InProcessServer("--keys=" + file, "--allow-connect");
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

  /** The scope of each name in a table of the documentation, by the table's heading. */
  private static Map<String, String> documented(String heading) throws Exception {
    Map<String, String> scopes = new TreeMap<>();
    boolean inside = false;
    for (String line : Files.readAllLines(DOCS)) {
      if (line.startsWith("#")) {
        inside = line.equals(heading);
      }
      Matcher row = ROW.matcher(line);
      if (inside && row.matches()) {
        NAME.matcher(row.group(2)).results().forEach(m -> scopes.put(m.group(1), row.group(1)));
      }
    }
    assertFalse(scopes.isEmpty(), heading);
    return scopes;
  }

  private static Map<String, String> scopes(Collection<EventRow> rows) {
    return rows.stream()
        .collect(
            Collectors.toMap(
                EventRow::name,
                row -> row.scope() == null ? ANY : row.scope().word(),
                (a, b) -> a,
                TreeMap::new));
  }

  @Test
  void theDocumentationHasTheEventsOfTheVehicle() throws Exception {
    assertEquals(documented("### Events of the vehicle"), scopes(server.io.events().rows()));
  }

  private static TestClient connect(String namespace, Scope scope) throws Exception {
    String key = KEYS.get(scope);
    TestClient client =
        TestClient.open(
            server.port(), namespace, options -> options.auth = Map.of("x-api-key", key));
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

  private static String refusal(Object answer) {
    if (answer instanceof JSONObject json && json.has("code")) {
      String code = json.optString("code");
      return code.equals("not_allowed") || code.equals("unauthorized") ? code : "";
    }
    return "";
  }

  private static void walk(String namespace, Map<String, String> events) throws Exception {
    List<Executable> checks = new ArrayList<>();
    for (Scope scope : Scope.values()) {
      try (TestClient client = connect(namespace, scope)) {
        for (Map.Entry<String, String> event : events.entrySet()) {
          Object[] ack = client.askAll(event.getKey(), arguments(event.getKey(), KEYS.get(scope)));
          String refused = refusal(ack.length == 0 ? null : ack[0]);
          boolean allowed = event.getValue().equals(ANY) || event.getValue().equals(scope.word());
          String what = namespace + " " + event.getKey() + " with " + scope.word();
          checks.add(() -> assertEquals(allowed ? "" : "not_allowed", refused, what));
          if (!allowed) {
            String message = ((JSONObject) ack[0]).getString("message");
            checks.add(
                () ->
                    assertEquals(
                        "the key '" + scope.word() + "' lacks the scope '" + event.getValue() + "'",
                        message));
          }
        }
      }
    }
    assertAll(checks);
  }

  @Test
  void theEventsOfTheVehicleByEveryScopeInTheNamespaceOfTheVehicle() throws Exception {
    walk("/", documented("### Events of the vehicle"));
  }

  @Test
  void theEventsOfTheVehicleByEveryScopeInTheNamespaceOfTheChannels() throws Exception {
    walk("/octane", documented("### Events of the vehicle"));
  }

  @Test
  void theEventsOfTheChannelsByEveryScope() throws Exception {
    Map<String, String> events = documented("### Events of the channels");
    String last = events.remove("disconnect_request");
    assertEquals(ANY, last);
    walk("/octane", events);
  }

  @Test
  void theDocumentationHasAllEventsOfTheChannels() throws Exception {
    Set<String> names = new TreeSet<>(documented("### Events of the channels").keySet());
    names.addAll(documented("### Events of the vehicle").keySet());
    try (TestClient client = connect("/octane", Scope.READ)) {
      JSONObject error = (JSONObject) client.ask("no_such_event");
      String[] known = error.getString("message").split("there are ")[1].split(", ");
      assertEquals(names, new TreeSet<>(List.of(known)));
    }
  }

  @Test
  void everyChannelByEveryScope() throws Exception {
    Map<String, String> channels = documented("### Channels");
    List<Executable> checks = new ArrayList<>();
    for (Scope scope : Scope.values()) {
      try (TestClient client = connect("/octane", scope)) {
        for (Map.Entry<String, String> channel : channels.entrySet()) {
          String refused = refusal(client.ask("join", channel.getKey()));
          boolean allowed = channel.getValue().equals(scope.word());
          checks.add(
              () ->
                  assertEquals(
                      allowed ? "" : "not_allowed",
                      refused,
                      channel.getKey() + " with " + scope.word()));
        }
      }
    }
    assertAll(checks);
  }

  @Test
  void withoutAKeyNothingIsAnsweredOnAnyFace() throws Exception {
    try (TestClient client = TestClient.open(server.port(), "/", options -> {})) {
      JSONObject refused = (JSONObject) client.awaitRefused();
      assertEquals("unauthorized", refused.getString("message"));
      assertEquals("unauthorized", refused.getJSONObject("data").getString("code"));
    }
    Map<String, String> events = documented("### Events of the vehicle");
    events.putAll(documented("### Events of the channels"));
    events.remove("auth");
    try (TestClient client = TestClient.open(server.port(), "/octane", options -> {})) {
      client.awaitAccepted();
      for (String event : events.keySet()) {
        assertEquals("unauthorized", refusal(client.ask(event, arguments(event, ""))), event);
      }
      assertEquals(Set.of("error"), Set.copyOf(client.order()));
    }
  }

  @Test
  void theRoutesByEveryScope() throws Exception {
    Map<String, String> routes = documented("### Routes");
    List<Executable> checks = new ArrayList<>();
    for (Map.Entry<String, String> route : routes.entrySet()) {
      boolean open = route.getValue().equals("none");
      int anonymous = status(route.getKey(), null);
      checks.add(
          () -> assertEquals(open ? 200 : 401, anonymous, route.getKey() + " without a key"));
      for (Scope scope : Scope.values()) {
        int status = status(route.getKey(), KEYS.get(scope));
        boolean allowed = open || route.getValue().equals(scope.word());
        checks.add(
            () ->
                assertEquals(
                    allowed ? 200 : 403, status, route.getKey() + " with " + scope.word()));
      }
    }
    assertAll(checks);
  }

  private static int status(String path, String key) throws Exception {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server.url(path)));
    if (key != null) {
      request.header("X-API-KEY", key);
    }
    return RawHttp.send(request).statusCode();
  }
}
