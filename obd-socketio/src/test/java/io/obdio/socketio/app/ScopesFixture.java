package io.obdio.socketio.app;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.obdio.core.transport.ConnectionStatus;
import io.obdio.socketio.access.AccessRule;
import io.obdio.socketio.access.Scope;
import io.obdio.socketio.testing.Await;
import io.obdio.socketio.testing.RawHttp;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/**
 * A server whose keys have one scope each, beside an expired and a withdrawn one, and the access
 * table that it fills when it registers its events, commands, channels, devices and routes.
 */
abstract class ScopesFixture {

  static final String ANY = "any";
  static final String NONE = "none";

  @TempDir static Path folder;
  static ScopeKeys keys;
  static InProcessServer server;

  @BeforeAll
  static void start() throws Exception {
    keys = ScopeKeys.create(folder.resolve("keys.yaml"));
    server =
        new InProcessServer(
            "--keys=" + keys.file(),
            "--allow-connect",
            "--sleep=always",
            "--definitions-folder=" + folder,
            "--metrics",
            "--history=" + folder.resolve("history.db"));
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

  static Map<String, String> table(String api) {
    Map<String, String> needs =
        server.io.access().table().rules(api).stream()
            .collect(
                Collectors.toMap(AccessRule::action, AccessRule::need, (a, b) -> a, TreeMap::new));
    assertFalse(needs.isEmpty(), api);
    return needs;
  }

  static boolean allows(String need, Scope scope) {
    return need.equals(ANY) || need.equals(NONE) || need.equals(scope.word());
  }

  static String lacks(String key, String scope) {
    return "the key '" + key + "' lacks the scope '" + scope + "'";
  }

  static HttpResponse<String> get(String path, String key) {
    return send("GET " + path, key);
  }

  /** Sends a request of the table, its variable segments filled in, with an empty object. */
  static HttpResponse<String> send(String route, String key) {
    String method = route.substring(0, route.indexOf(' '));
    String path =
        route
            .substring(method.length() + 1)
            .replace("{dev}", "ai")
            .replace("{vin}", "default")
            .replace("{circuit}", "SPEED")
            .replace("{property}", "value")
            .replaceAll("[{][a-z]+[}]", "x");
    HttpRequest.BodyPublisher body =
        method.equals("POST") || method.equals("PUT")
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
}
