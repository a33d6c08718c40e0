package io.obdio.socketio.app;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.obdio.socketio.access.AccessRule;
import io.obdio.socketio.access.AccessTable;
import io.obdio.socketio.access.Scope;
import io.obdio.socketio.testing.TestClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.json.JSONObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every event and channel of the access table with a key of each scope, with none, with an expired
 * and with a withdrawn one. The tables of docs/access.md are equal to it, so that nothing can be
 * added without a row.
 */
@Timeout(300)
class ScopesIT extends ScopesFixture {

  private static final Path DOCS = Path.of("..", "docs", "access.md");
  private static final Pattern ROW = Pattern.compile("^\\| `(\\w+)` \\| (.*) \\|$");
  private static final Pattern NAME = Pattern.compile("`([^`]+)`");
  private static final String VEHICLE = "### Events of the vehicle";
  private static final String CHANNEL_EVENTS = "### Events of the channels";

  // ---- the table and the documentation

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
}
