package io.obdio.socketio.fleet.face;

import static io.obdio.socketio.fleet.face.FaceServer.arguments;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.obdio.socketio.access.AccessKey;
import io.obdio.socketio.access.KeyFileEditor;
import io.obdio.socketio.access.KeyHash;
import io.obdio.socketio.access.Scope;
import io.obdio.socketio.telemetry.BrokerMessage;
import io.obdio.socketio.testing.Await;
import io.obdio.socketio.testing.OwnThread;
import io.obdio.socketio.testing.TestClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.json.JSONArray;
import org.json.JSONObject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Events that are forwarded to a vehicle. */
@Timeout(120)
class RequestIT {

  @TempDir Path folder;
  private FaceServer server;
  private TestClient client;

  @BeforeEach
  void start() throws Exception {
    server = FaceServer.withoutKeys();
    server.fleet.add("VAN-1", true);
    server.fleet.add("VAN-2", true);
    server.fleet.add("car-3", false);
    client = server.connect("");
  }

  @AfterEach
  void stop() {
    client.close();
    server.close();
  }

  private List<BrokerMessage> requests() {
    return server.broker.sent().stream()
        .filter(message -> message.topic().contains("/cmd/"))
        .toList();
  }

  private BrokerMessage awaitRequest(int number) {
    Await.until("request " + number, () -> requests().size() >= number);
    return requests().get(number - 1);
  }

  private void respond(BrokerMessage request, String json) {
    server.broker.deliver(Objects.requireNonNull(request.responseTopic()), json);
  }

  private CompletableFuture<Object> ask(String event, JSONObject args) {
    return OwnThread.call(() -> client.ask(event, args));
  }

  @Test
  void aRequestReachesItsVehicleAndTheResponseItsClient() throws Exception {
    CompletableFuture<Object> answer =
        ask("query_now", arguments("vehicle", "VAN-1", "command", "RPM", "timeout_ms", 5_000));
    BrokerMessage request = awaitRequest(1);
    assertTrue(request.topic().startsWith("obdio/VAN-1/cmd/"), request.topic());
    assertEquals(1, request.qos());
    assertEquals(Duration.ofSeconds(5), request.expiry());
    String response = Objects.requireNonNull(request.responseTopic());
    assertTrue(response.startsWith("obdio/VAN-1/res/"), response);
    JSONObject sent = new JSONObject(request.text());
    assertEquals("query_now", sent.getString("method"));
    assertEquals("[\"RPM\",{\"timeout_ms\":5000}]", sent.getJSONArray("params").toString());
    assertTrue(sent.getJSONArray("scopes").toString().contains("\"query\""), sent::toString);
    respond(request, "{\"ok\":true,\"result\":{\"value\":850}}");
    assertEquals(850, ((JSONObject) Await.value(answer)).getInt("value"));
  }

  @Test
  void theArgumentsOfEveryForwardedEvent() throws Exception {
    List<List<Object>> expected =
        List.of(
            List.of(
                "query_many",
                arguments("commands", new JSONArray(List.of("RPM", "SPEED"))),
                "[[\"RPM\",\"SPEED\"],{\"timeout_ms\":10000}]"),
            List.of("vin", arguments(), "[{\"timeout_ms\":10000}]"),
            List.of("get_dtc", arguments("timeout_ms", 100), "[{\"timeout_ms\":100}]"),
            List.of("clear_dtc", arguments(), "[{\"timeout_ms\":10000}]"),
            List.of(
                "freeze_frame",
                arguments("command", "RPM", "frame", 2),
                "[\"RPM\",{\"timeout_ms\":10000,\"frame\":2}]"),
            List.of(
                "query_now",
                arguments("command", "RPM", "units", "imperial_us"),
                "[\"RPM\",{\"timeout_ms\":10000,\"units\":\"imperial_us\"}]"));
    int number = 0;
    for (List<Object> each : expected) {
      JSONObject args = ((JSONObject) each.get(1)).put("vehicle", "VAN-1");
      CompletableFuture<Object> answer = ask((String) each.get(0), args);
      BrokerMessage request = awaitRequest(++number);
      JSONObject sent = new JSONObject(request.text());
      assertEquals(each.get(0), sent.getString("method"));
      assertEquals(
          new JSONArray((String) each.get(2)).toString(), sent.getJSONArray("params").toString());
      respond(request, "{\"ok\":true,\"result\":" + number + "}");
      assertEquals(number, Await.value(answer));
    }
  }

  @Test
  void errorsOfTheVehicleKeepTheirCode() throws Exception {
    CompletableFuture<Object> known = ask("get_dtc", arguments("vehicle", "VAN-1"));
    respond(
        awaitRequest(1),
        "{\"ok\":false,\"error\":{\"code\":\"not_supported\",\"message\":\"no codes\"}}");
    JSONObject error = (JSONObject) Await.value(known);
    assertEquals("not_supported: no codes", error.get("code") + ": " + error.get("message"));
    for (String invalid :
        List.of("", "[]", "{", "{\"ok\":false}", "{\"ok\":1}", "x".repeat(300_000))) {
      int number = requests().size() + 1;
      CompletableFuture<Object> answer = ask("get_dtc", arguments("vehicle", "VAN-1"));
      respond(awaitRequest(number), invalid);
      assertEquals("car_error", ((JSONObject) Await.value(answer)).getString("code"));
    }
  }

  @Test
  void withoutAResponseTheDeadlineEndsARequest() throws Exception {
    JSONObject late =
        (JSONObject) client.ask("get_dtc", arguments("vehicle", "VAN-1", "timeout_ms", 100));
    assertEquals("timeout", late.getString("code"));
    respond(requests().get(0), "{\"ok\":true,\"result\":1}"); // too late
    JSONObject offline = (JSONObject) client.ask("get_dtc", arguments("vehicle", "car-3"));
    assertEquals("not_connected", offline.getString("code"));
    server.broker.setConnected(false);
    JSONObject away = (JSONObject) client.ask("get_dtc", arguments("vehicle", "VAN-1"));
    assertEquals("unavailable", away.getString("code"));
    assertEquals(1, requests().size());
  }

  /** A vehicle cannot answer for another one, whose requests it might guess. */
  @Test
  void aResponseOfAnotherVehicleIsIgnored() throws Exception {
    CompletableFuture<Object> answer = ask("get_dtc", arguments("vehicle", "VAN-1"));
    BrokerMessage request = awaitRequest(1);
    String topic = Objects.requireNonNull(request.responseTopic());
    server.broker.deliver(topic.replace("VAN-1", "VAN-2"), "{\"ok\":true,\"result\":\"false\"}");
    respond(request, "{\"ok\":true,\"result\":\"true\"}");
    assertEquals("true", Await.value(answer));
  }

  @Test
  void theNumberOfPendingRequestsIsLimited() throws Exception {
    List<CompletableFuture<Object>> pending = new ArrayList<>();
    for (int i = 0; i < RemoteRequests.MAX_OF_CLIENT; i++) {
      pending.add(ask("get_dtc", arguments("vehicle", "VAN-1", "timeout_ms", 60_000)));
    }
    BrokerMessage last = awaitRequest(RemoteRequests.MAX_OF_CLIENT);
    JSONObject refused = (JSONObject) client.ask("get_dtc", arguments("vehicle", "VAN-2"));
    assertEquals("busy", refused.getString("code"));
    try (TestClient second = server.connect("");
        TestClient third = server.connect("")) {
      for (int i = RemoteRequests.MAX_OF_CLIENT; i < RemoteRequests.MAX_TO_VEHICLE; i++) {
        second.emit("get_dtc", arguments("vehicle", "VAN-1"));
      }
      BrokerMessage unused = awaitRequest(RemoteRequests.MAX_TO_VEHICLE);
      JSONObject full = (JSONObject) third.ask("get_dtc", arguments("vehicle", "VAN-1"));
      assertEquals("busy", full.getString("code"));
      third.emit("get_dtc", arguments("vehicle", "VAN-2"));
      awaitRequest(RemoteRequests.MAX_TO_VEHICLE + 1);
    }
    respond(last, "{\"ok\":true,\"result\":7}");
    assertEquals(
        7, Await.value(CompletableFuture.anyOf(pending.toArray(CompletableFuture[]::new))));
    CompletableFuture<Object> again = ask("vin", arguments("vehicle", "VAN-2"));
    respond(awaitRequest(RemoteRequests.MAX_TO_VEHICLE + 2), "{\"ok\":true,\"result\":\"V\"}");
    assertEquals("V", Await.value(again));
  }

  @Test
  void aCommandThatChangesTheVehicleNeedsTheScopeClear() throws Exception {
    Path keys = folder.resolve("keys.yaml");
    new KeyFileEditor(keys)
        .add(
            new AccessKey(
                "reader",
                KeyHash.of("obd_key_without_the_scope_clear"),
                EnumSet.complementOf(EnumSet.of(Scope.CLEAR)),
                null,
                List.of()));
    try (FaceServer other = FaceServer.withKeys(keys);
        TestClient reader = other.connect("obd_key_without_the_scope_clear")) {
      other.fleet.add("VAN-1", true);
      for (JSONObject args :
          List.of(
              arguments("vehicle", "VAN-1", "command", "CLEAR_DTC"),
              arguments(
                  "vehicle", "VAN-1", "commands", new JSONArray(List.of("RPM", "CLEAR_DTC"))))) {
        String event = args.has("command") ? "query_now" : "query_many";
        JSONObject refused = (JSONObject) reader.ask(event, args);
        assertEquals("not_allowed", refused.getString("code"));
      }
      JSONObject refused = (JSONObject) reader.ask("clear_dtc", arguments("vehicle", "VAN-1"));
      assertEquals("not_allowed", refused.getString("code"));
      assertEquals(List.of(), other.broker.sent());
    }
  }

  /**
   * Every event with every kind of wrong argument: an error with a code, and the server continues.
   */
  @Test
  void hostileArguments() throws Exception {
    JSONObject deep = new JSONObject();
    for (int i = 0; i < 50; i++) {
      deep = new JSONObject().put("vehicle", deep);
    }
    List<Object> wrong =
        List.of(
            "VAN-1",
            7,
            true,
            new JSONArray(List.of("VAN-1")),
            new byte[] {1, 2},
            new JSONObject(),
            deep,
            arguments("vehicle", 7),
            arguments("vehicle", new JSONArray()),
            arguments("vehicle", ""),
            arguments("vehicle", "x".repeat(10_000)),
            arguments("vehicle", "VAN-1/../VAN-2"),
            arguments("vehicle", "+"),
            arguments("vehicle", "#"),
            arguments("vehicle", "VAN-1\u0000"));
    List<Object> wrongMembers =
        List.of(
            arguments("vehicle", "VAN-1", "interval_ms", "fast"),
            arguments("vehicle", "VAN-1", "interval_ms", -1),
            arguments("vehicle", "VAN-1", "names", new JSONArray()),
            arguments("vehicle", "VAN-1", "names", new JSONArray(List.of("A,B"))),
            arguments("vehicle", "VAN-1", "names", new JSONArray(List.of(new JSONObject()))));
    for (String event :
        List.of(
            "status",
            "query",
            "supported_commands",
            "query_now",
            "query_many",
            "vin",
            "get_dtc",
            "clear_dtc",
            "freeze_frame",
            "subscribe",
            "watch",
            "unwatch")) {
      for (Object each : wrong) {
        Object answer = client.ask(event, each);
        String code = ((JSONObject) answer).getString("code");
        assertTrue(Set.of("bad_argument", "unknown_vehicle").contains(code), event + ": " + answer);
      }
    }
    for (Object each : wrongMembers) {
      assertEquals("bad_argument", ((JSONObject) client.ask("subscribe", each)).get("code"));
    }
    for (Object each :
        List.of(
            7,
            arguments("limit", 0),
            arguments("limit", "all"),
            arguments("after", 1),
            arguments("online", 1))) {
      assertEquals("bad_argument", ((JSONObject) client.ask("vehicles", each)).get("code"));
    }
    assertEquals("bad_argument", ((JSONObject) client.ask("units", 7)).get("code"));
    assertEquals("unknown_event", ((JSONObject) client.ask("connect_obd", "sim:")).get("code"));
    assertEquals(List.of(), server.broker.sent());
    assertEquals(0, server.face.liveVehicles().size());
    // What a broker could deliver to a vehicle that is received.
    client.ask("subscribe", arguments("vehicle", "VAN-1"));
    for (String payload :
        List.of("", "[]", "{", "null", "{\"t\":1}", "{\"t\":1,\"v\":[]}", "\u0000")) {
      for (String topic : List.of("state", "live", "status", "dtc", "freeze_frame")) {
        server.broker.deliver("obdio/VAN-1/" + topic, payload);
      }
    }
    server.broker.deliver("obdio/VAN-1/live", "{\"t\":1,\"v\":{\"RPM\":5}}");
    assertEquals(5, ((JSONObject) client.next("values")[0]).getJSONObject("v").getInt("RPM"));
  }
}
