package io.obdio.socketio.app;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.obdio.socketio.access.AccessTable;
import io.obdio.socketio.access.Scope;
import io.obdio.socketio.testing.RawHttp;
import io.obdio.socketio.testing.RawWebSocket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionException;
import org.json.JSONArray;
import org.json.JSONObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.function.Executable;

/**
 * Every route, command of {@code /ws} and device of the access table with a key of each scope, with
 * none, with an expired and with a withdrawn one.
 */
@Timeout(300)
class RouteScopesIT extends ScopesFixture {

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
      // /rest/{dev} answers what a path looks like; the API has nothing of the name x
      boolean absent =
          route.endsWith("/{dev}") || route.contains("/api/v1/") && route.contains("{");
      assertTrue(absent || response.statusCode() != 404, what);
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
