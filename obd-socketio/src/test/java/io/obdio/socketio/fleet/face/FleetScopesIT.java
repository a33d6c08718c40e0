package io.obdio.socketio.fleet.face;

import static io.obdio.socketio.fleet.face.FaceServer.arguments;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.obdio.socketio.access.AccessKey;
import io.obdio.socketio.access.AccessRule;
import io.obdio.socketio.access.AccessTable;
import io.obdio.socketio.access.KeyFileEditor;
import io.obdio.socketio.access.KeyHash;
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
import org.json.JSONObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every event and route of a fleet with a key of each scope, and the tables of docs/access.md that
 * list them.
 */
@Timeout(120)
class FleetScopesIT {

  private static final Path DOCS = Path.of("..", "docs", "access.md");
  private static final Pattern ROW = Pattern.compile("^\\| `(\\w+)` \\| (.*) \\|$");
  private static final Pattern NAME = Pattern.compile("`([^`]+)`");

  @TempDir Path folder;

  private static Map<String, String> documented(String heading) throws Exception {
    Map<String, String> needs = new TreeMap<>();
    String section = "";
    for (String line : Files.readAllLines(DOCS)) {
      section = line.startsWith("#") ? line : section;
      Matcher row = ROW.matcher(line);
      if (section.equals(heading) && row.matches()) {
        NAME.matcher(row.group(2)).results().forEach(m -> needs.put(m.group(1), row.group(1)));
      }
    }
    return needs;
  }

  private static Map<String, String> table(FaceServer server, String api) {
    Map<String, String> needs = new TreeMap<>();
    for (AccessRule rule : server.access.table().rules(api)) {
      needs.put(rule.action(), rule.need());
    }
    return needs;
  }

  private static String key(Scope scope) {
    return "obd_key_of_the_scope_" + scope.word();
  }

  @Test
  void everyEventAndRouteByEveryScope() throws Exception {
    Path keys = folder.resolve("keys.yaml");
    for (Scope scope : Scope.values()) {
      new KeyFileEditor(keys)
          .add(new AccessKey(scope.word(), KeyHash.of(key(scope)), Set.of(scope), null, List.of()));
    }
    List<Executable> checks = new ArrayList<>();
    try (FaceServer server = FaceServer.withKeys(keys)) {
      Map<String, String> events = table(server, FleetFace.NAMESPACE);
      Map<String, String> routes = table(server, AccessTable.HTTP);
      checks.add(() -> assertEquals(documented("### Events of a fleet"), events));
      checks.add(() -> assertEquals(documented("### Routes of a fleet"), routes));
      for (Scope scope : Scope.values()) {
        try (TestClient client = server.connect(key(scope))) {
          for (Map.Entry<String, String> event : events.entrySet()) {
            Object answer = client.ask(event.getKey(), arguments("vehicle", "none"));
            boolean refused =
                answer instanceof JSONObject json && json.optString("code").equals("not_allowed");
            boolean allowed = event.getValue().equals(scope.word());
            checks.add(() -> assertEquals(!allowed, refused, event + " with " + scope));
          }
        }
        for (Map.Entry<String, String> route : routes.entrySet()) {
          String path = route.getKey().substring(4).replace("{id}", "none");
          int status = server.get(path, key(scope)).statusCode();
          boolean allowed = route.getValue().equals(scope.word());
          checks.add(() -> assertEquals(!allowed, status == 403, route + " with " + scope));
        }
      }
    }
    assertAll(checks);
  }
}
