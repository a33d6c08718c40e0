package io.obdio.socketio.fleet.face;

import static io.obdio.socketio.fleet.face.FaceServer.arguments;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.obdio.socketio.access.AccessKey;
import io.obdio.socketio.access.KeyFileEditor;
import io.obdio.socketio.access.KeyHash;
import io.obdio.socketio.access.Scope;
import io.obdio.socketio.access.VehiclePattern;
import io.obdio.socketio.testing.Await;
import io.obdio.socketio.testing.TestClient;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.json.JSONArray;
import org.json.JSONObject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Which vehicles a key sees, over every event and every route. */
@Timeout(120)
class VisibilityIT {

  private static final String VANS = "obd_key_for_the_vans_only_1234";
  private static final String ALL = "obd_key_for_all_vehicles_12345";

  @TempDir Path folder;
  private FaceServer server;

  private void add(String name, String key, String... patterns) throws Exception {
    new KeyFileEditor(folder.resolve("keys.yaml"))
        .add(
            new AccessKey(
                name,
                KeyHash.of(key),
                EnumSet.allOf(Scope.class),
                null,
                List.of(),
                Stream.of(patterns).map(VehiclePattern::new).toList()));
  }

  @BeforeEach
  void start() throws Exception {
    add("vans", VANS, "VAN-*", "truck-7");
    add("all", ALL);
    server = FaceServer.withKeys(folder.resolve("keys.yaml"));
    for (String id : List.of("VAN-1", "VAN-2", "car-1", "truck-7", "truck-77")) {
      server.fleet.add(id, true);
    }
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private static List<String> ids(JSONObject page) throws Exception {
    List<String> ids = new ArrayList<>();
    JSONArray vehicles = page.getJSONArray("vehicles");
    for (int i = 0; i < vehicles.length(); i++) {
      ids.add(vehicles.getJSONObject(i).getString("id"));
    }
    return ids;
  }

  @Test
  void aListHasOnlyTheVehiclesOfTheKey() throws Exception {
    try (TestClient vans = server.connect(VANS);
        TestClient all = server.connect(ALL)) {
      assertEquals(List.of("VAN-1", "VAN-2", "truck-7"), ids((JSONObject) vans.ask("vehicles")));
      assertEquals(5, ids((JSONObject) all.ask("vehicles", arguments())).size());
      JSONObject first = (JSONObject) vans.ask("vehicles", arguments("limit", 2));
      assertEquals(List.of("VAN-1", "VAN-2"), ids(first));
      assertEquals(
          List.of("truck-7"),
          ids(
              (JSONObject)
                  vans.ask("vehicles", arguments("limit", 2, "after", first.get("next")))));
      assertEquals(
          List.of("truck-7"),
          ids((JSONObject) vans.ask("vehicles", arguments("search", "vintru"))));
      server.fleet.add("VAN-1", false);
      assertEquals(
          List.of("VAN-2", "truck-7"),
          ids((JSONObject) vans.ask("vehicles", arguments("online", true))));
    }
    JSONObject rest = new JSONObject(server.get("/api/v1/vehicles?limit=2", VANS).body());
    assertEquals(List.of("VAN-1", "VAN-2"), ids(rest));
    JSONObject more =
        new JSONObject(
            server.get("/api/v1/vehicles?limit=2&after=" + rest.getString("next"), VANS).body());
    assertEquals(List.of("truck-7"), ids(more));
    assertEquals("", more.getString("next"));
  }

  /** A client cannot find out whether a vehicle exists that its key is not for. */
  @Test
  void forbiddenAndUnknownVehiclesAreAnsweredAlike() throws Exception {
    try (TestClient vans = server.connect(VANS)) {
      for (String event :
          List.of(
              "status",
              "subscribe",
              "watch",
              "unwatch",
              "unwatch_all",
              "unsubscribe",
              "query",
              "supported_commands",
              "query_now",
              "query_many",
              "vin",
              "get_dtc",
              "freeze_frame",
              "clear_dtc")) {
        List<String> answers = new ArrayList<>();
        for (String id : List.of("truck-77", "truck-99")) {
          Object answer =
              vans.ask(event, arguments("vehicle", id, "command", "RPM", "commands", "RPM"));
          answers.add(String.valueOf(answer).replace(id, "ID"));
        }
        assertEquals(answers.get(0), answers.get(1), event);
        assertTrue(
            event.startsWith("un") && !event.equals("unwatch")
                || answers.get(0).contains("\"unknown_vehicle\""),
            event + ": " + answers);
      }
    }
    for (String path :
        List.of(
            "/api/v1/vehicles/ID", "/api/v1/vehicles/ID/values", "/api/v1/vehicles/ID/diagnosis")) {
      HttpResponse<String> forbidden = server.get(path.replace("ID", "truck-77"), VANS);
      HttpResponse<String> unknown = server.get(path.replace("ID", "truck-99"), VANS);
      assertEquals(404, forbidden.statusCode());
      assertEquals(404, unknown.statusCode());
      assertEquals(
          unknown.body().replace("truck-99", "ID"), forbidden.body().replace("truck-77", "ID"));
    }
    assertTrue(server.broker.sent().isEmpty(), "nothing was sent to a vehicle");
    for (String path : List.of("/api/v1/vehicles/ID", "/api/v1/vehicles/ID/values")) {
      assertEquals(200, server.get(path.replace("ID", "truck-77"), ALL).statusCode());
      assertEquals(200, server.get(path.replace("ID", "truck-7"), VANS).statusCode());
    }
  }

  @Test
  void aKeyThatLosesAPatternLosesItsSubscriptions() throws Exception {
    try (TestClient vans = server.connect(VANS);
        TestClient all = server.connect(ALL)) {
      vans.ask("subscribe", arguments("vehicle", "VAN-1"));
      all.ask("subscribe", arguments("vehicle", "truck-7"));
      KeyFileEditor editor = new KeyFileEditor(folder.resolve("keys.yaml"));
      editor.remove("vans");
      add("vans", VANS, "truck-7");
      vans.awaitDisconnected();
      Await.until("VAN-1 is not received", () -> server.face.liveVehicles().size() == 1);
      server.broker.deliver("obdio/truck-7/live", "{\"t\":1,\"v\":{\"RPM\":1}}");
      all.next("values");
    }
    try (TestClient again = server.connect(VANS)) {
      assertEquals(List.of("truck-7"), ids((JSONObject) again.ask("vehicles")));
    }
  }

  @Test
  void withoutAKeyNothingIsServed() throws Exception {
    try (TestClient none = server.open("")) {
      none.awaitRefused();
    }
    assertEquals(401, server.get("/api/v1/vehicles", "").statusCode());
    assertEquals(401, server.get("/api/v1/vehicles/VAN-1", "").statusCode());
    assertEquals(401, server.get("/api/v1/vehicles/VAN-1/values", "").statusCode());
    assertEquals(401, server.get("/api/v1/vehicles/VAN-1/diagnosis", "").statusCode());
  }

  @Test
  void valuesArePagedAndTagged() throws Exception {
    server.fleet.values(
        "VAN-1",
        Map.of(
            "t", 5_000L,
            "v", Map.of("RPM", 850.5, "SPEED", 3.0, "FUEL_STATUS", "on"),
            "u", Map.of("RPM", "revolutions_per_minute"),
            "times", Map.of("RPM", 5_000L, "SPEED", 4_000L, "FUEL_STATUS", 1L)));
    String path = "/api/v1/vehicles/VAN-1/values";
    HttpResponse<String> whole = server.get(path, VANS);
    JSONObject body = new JSONObject(whole.body());
    assertEquals(5_000, body.getLong("t"));
    JSONObject rpm = body.getJSONObject("values").getJSONObject("RPM");
    assertEquals(850.5, rpm.getDouble("value"));
    assertEquals("revolutions_per_minute", rpm.getString("unit"));
    assertEquals(4_000, body.getJSONObject("values").getJSONObject("SPEED").getLong("time"));

    JSONObject page = new JSONObject(server.get(path + "?limit=2", VANS).body());
    assertEquals(Set.of("FUEL_STATUS", "RPM"), FaceServer.names(page.getJSONObject("values")));
    assertEquals("RPM", page.getString("next"));
    JSONObject rest = new JSONObject(server.get(path + "?limit=2&after=RPM", VANS).body());
    assertEquals(Set.of("SPEED"), FaceServer.names(rest.getJSONObject("values")));
    assertEquals("", rest.getString("next"));
    JSONObject some = new JSONObject(server.get(path + "?names=SPEED,NONE", VANS).body());
    assertEquals(Set.of("SPEED"), FaceServer.names(some.getJSONObject("values")));

    String tag = whole.headers().firstValue("etag").orElseThrow();
    assertEquals(304, server.get(path, VANS, "if-none-match", tag).statusCode());
    server.fleet.values("VAN-1", Map.of("t", 6_000L, "v", Map.of("RPM", 1.0)));
    assertEquals(200, server.get(path, VANS, "if-none-match", tag).statusCode());
    assertEquals(400, server.get(path + "?limit=0", VANS).statusCode());
    assertEquals(400, server.get("/api/v1/vehicles?online=yes", VANS).statusCode());
    assertEquals(400, server.get("/api/v1/vehicles?search=" + "x".repeat(65), VANS).statusCode());
  }
}
