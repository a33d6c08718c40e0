package io.obdio.socketio.devices;

import static io.obdio.socketio.devices.DevicesServer.array;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.obdio.socketio.access.AccessOptions;
import io.obdio.socketio.testing.Await;
import io.obdio.socketio.testing.LeakGuard;
import io.obdio.socketio.testing.RawWebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The WebSocket and REST interfaces on the simulated vehicle, through real sockets. */
@ExtendWith(LeakGuard.class)
@Timeout(120)
class DevicesIT {

  @TempDir Path folder;

  private DevicesServer server;

  @BeforeEach
  void start() throws Exception {
    server = new DevicesServer(DevicesOptions.defaults()).connect();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  /** The devices of each client's last frame that no test has looked at. */
  private static final Map<RawWebSocket, Deque<Map<String, Object>>> REST = new WeakHashMap<>();

  /** Reads devices until one fits; every frame before it must be well-formed. */
  static Map<String, Object> await(RawWebSocket socket, Predicate<Map<String, Object>> fits)
      throws Exception {
    Deque<Map<String, Object>> rest = REST.computeIfAbsent(socket, key -> new ArrayDeque<>());
    for (int i = 0; i < 2_000; i++) {
      while (!rest.isEmpty()) {
        Map<String, Object> device = rest.remove();
        for (String field : List.of("dev", "circuit", "value")) {
          assertTrue(device.containsKey(field), field + " is missing in " + device);
        }
        if (fits.test(device)) {
          return device;
        }
      }
      rest.addAll(array(socket.text()));
      assertFalse(rest.isEmpty(), "a frame is never empty");
    }
    throw new AssertionError("no such device in 2000 frames");
  }

  private static Predicate<Map<String, Object>> is(String dev, String circuit) {
    return device -> dev.equals(device.get("dev")) && circuit.equals(device.get("circuit"));
  }

  private static int number(Map<String, Object> device) {
    return ((Number) device.get("value")).intValue();
  }

  private static Predicate<Map<String, Object>> refused(String code) {
    return device -> "refused".equals(device.get("dev")) && code.equals(device.get("value"));
  }

  @Test
  void aNewClientReceivesMovingValuesUnasked() throws Exception {
    try (RawWebSocket socket = server.socket()) {
      Object first =
          await(socket, is("ai", "RPM").and(rpm -> rpm.get("value") != null)).get("value");
      Map<String, Object> moved =
          await(socket, is("ai", "RPM").and(rpm -> !first.equals(rpm.get("value"))));
      assertEquals("rpm", moved.get("unit"));
      assertEquals(false, moved.get("lost"));
      socket.send("{\"cmd\":\"full\",\"dev\":\"di\",\"circuit\":\"ENGINE\"}");
      assertEquals(1, await(socket, is("di", "ENGINE").and(di -> number(di) == 1)).get("value"));
    }
    Await.until("nothing is watched", () -> server.hub.watched().isEmpty());
  }

  @Test
  void allListsEveryDeviceOnceInTheOrderOfTheOriginal() throws Exception {
    try (RawWebSocket socket = server.socket()) {
      socket.send("{\"cmd\":\"filter\",\"devices\":[]}").send("{\"cmd\":\"all\"}");
      List<Map<String, Object>> all = array(socket.text());
      while (all.stream().noneMatch(is("ro", "CLEAR_DTC"))) { // pushed before the filter came
        all = array(socket.text());
      }
      List<?> types = all.stream().map(device -> device.get("dev")).distinct().toList();
      assertEquals(
          List.of("ro", "do", "di", "ai", "ao", "temp", "data_point", "device_info"), types);
      Set<String> keys = new HashSet<>();
      for (Map<String, Object> device : all) {
        assertTrue(keys.add(device.get("dev") + "/" + device.get("circuit")));
      }
      assertTrue(keys.containsAll(List.of("ro/CLEAR_DTC", "ao/SIM_SPEED", "do/SIM_IGNITION")));
    }
  }

  @Test
  void aFilterIsKeptAndLifted() throws Exception {
    try (RawWebSocket socket = server.socket()) {
      socket.send("{\"cmd\":\"filter\",\"devices\":[\"sensor\",\"bogus\"]}");
      assertTrue(
          String.valueOf(await(socket, refused("bad_argument")).get("message")).contains("bogus"));
      for (int i = 0; i < 3; i++) {
        assertEquals(
            Set.of("temp"),
            new HashSet<>(array(socket.text()).stream().map(d -> d.get("dev")).toList()));
      }
      socket.send("{\"cmd\":\"filter\",\"devices\":[\"default\"]}");
      await(socket, is("ai", "RPM"));
    }
  }

  @Test
  void circuitsInAFilterAreWatchedForTheClientAtItsRate() throws Exception {
    try (RawWebSocket socket = server.socket()) {
      socket.send("{\"cmd\":\"filter\",\"circuits\":[\"rpm\",\"ELM_*\"],\"max_rate_hz\":20}");
      Set<Object> seen = new HashSet<>();
      for (int i = 0; i < 20; i++) {
        array(socket.text()).forEach(device -> seen.add(device.get("circuit")));
        Await.until("watched", () -> server.hub.watched().contains("ELM_VOLTAGE"));
      }
      assertTrue(seen.contains("RPM"));
    }
    Await.until("released", () -> server.hub.watched().isEmpty());
  }

  @Test
  void settingASimulatorInputMovesTheVehicle() throws Exception {
    try (RawWebSocket socket = server.socket()) {
      socket.send(
          "{\"cmd\":\"set\",\"dev\":\"analogoutput\",\"circuit\":\"sim_coolant_temperature\","
              + "\"value\":\"104\"}");
      Map<String, Object> set = await(socket, is("ao", "SIM_COOLANT_TEMPERATURE"));
      while (!"Fixed".equals(set.get("mode"))) {
        set = await(socket, is("ao", "SIM_COOLANT_TEMPERATURE"));
      }
      assertEquals(104, ((Number) set.get("value")).intValue());
      // The vehicle may have been asked before the input was reported.
      socket.send("{\"cmd\":\"full\",\"dev\":\"temp\",\"circuit\":\"COOLANT_TEMP\"}");
      await(
          socket,
          is("temp", "COOLANT_TEMP")
              .and(temp -> temp.get("value") instanceof Number n && n.intValue() == 104));
      socket.send(
          "{\"cmd\":\"set\",\"dev\":\"ao\",\"circuit\":\"SIM_COOLANT_TEMPERATURE\","
              + "\"mode\":\"Drive\"}");
      await(socket, is("ao", "SIM_COOLANT_TEMPERATURE").and(ao -> "Drive".equals(ao.get("mode"))));
    }
  }

  @Test
  void aRepeatedValueIsSentToTheSetterAlone() throws Exception {
    try (RawWebSocket setter = server.socket();
        RawWebSocket other = server.socket()) {
      for (RawWebSocket each : List.of(setter, other)) {
        each.send("{\"cmd\":\"filter\",\"devices\":[\"do\"]}")
            .send("{\"cmd\":\"full\",\"dev\":\"ro\",\"circuit\":\"CONNECT\"}");
        await(each, is("ro", "CONNECT"));
      }
      setter.send("{\"cmd\":\"set\",\"dev\":\"do\",\"circuit\":\"SIM_IGNITION\",\"value\":1}");
      assertEquals(1, await(setter, is("do", "SIM_IGNITION")).get("value"));
      other.send("{\"cmd\":\"full\",\"dev\":\"ro\",\"circuit\":\"CLEAR_DTC\"}");
      assertEquals("CLEAR_DTC", await(other, device -> true).get("circuit"));
    }
  }

  @Test
  void fullAnswersHere() throws Exception {
    try (RawWebSocket socket = server.socket()) {
      socket.send("{\"cmd\":\"filter\",\"devices\":[]}");
      socket.send("{\"cmd\":\"full\",\"dev\":\"ai\",\"circuit\":\"COOLANT_TEMP\"}");
      await(socket, is("temp", "COOLANT_TEMP"));
    }
  }

  @Test
  void everyWrongMessageIsRefusedInTheFormThatClientsSurvive() throws Exception {
    Map<String, String> wrong =
        Map.ofEntries(
            Map.entry("not json", "bad_argument"),
            Map.entry("[1,2]", "bad_argument"),
            Map.entry("\"text\"", "bad_argument"),
            Map.entry("null", "bad_argument"),
            Map.entry("{}", "bad_argument"),
            Map.entry("{\"cmd\":1}", "bad_argument"),
            Map.entry("{\"cmd\":\"set_state\",\"dev\":\"do\",\"circuit\":\"X\"}", "unknown_event"),
            Map.entry("{\"cmd\":\"full\",\"dev\":\"ai\"}", "unknown_command"),
            Map.entry("{\"cmd\":\"full\",\"dev\":\"nope\",\"circuit\":\"RPM\"}", "unknown_command"),
            Map.entry("{\"cmd\":\"full\",\"circuit\":\"RPM\"}", "unknown_command"),
            Map.entry("{\"cmd\":\"filter\"}", "bad_argument"),
            Map.entry("{\"cmd\":\"filter\",\"devices\":\"ai\"}", "bad_argument"),
            Map.entry("{\"cmd\":\"filter\",\"devices\":[1]}", "bad_argument"),
            Map.entry("{\"cmd\":\"filter\",\"devices\":[\"bogus\"]}", "bad_argument"),
            Map.entry(
                "{\"cmd\":\"filter\",\"circuits\":[\"RPM\"],\"max_rate_hz\":0}", "bad_argument"),
            Map.entry(
                "{\"cmd\":\"set\",\"dev\":\"ai\",\"circuit\":\"RPM\",\"value\":1}", "bad_argument"),
            Map.entry(
                "{\"cmd\":\"set\",\"dev\":\"do\",\"circuit\":\"SIM_IGNITION\"}", "bad_argument"),
            Map.entry(
                "{\"cmd\":\"set\",\"dev\":\"do\",\"circuit\":\"SIM_IGNITION\",\"value\":\"x\"}",
                "bad_argument"),
            Map.entry(
                "{\"cmd\":\"set\",\"dev\":\"do\",\"circuit\":\"SIM_IGNITION\",\"__class__\":1}",
                "bad_argument"),
            Map.entry(
                "{\"cmd\":\"set\",\"dev\":\"ao\",\"circuit\":\"SIM_SPEED\",\"value\":1e9}",
                "bad_argument"));
    for (Map.Entry<String, String> each : wrong.entrySet()) {
      try (RawWebSocket socket = server.socket()) {
        socket.send(" ").send(each.getKey());
        Map<String, Object> refusal = await(socket, refused(each.getValue()));
        assertFalse(String.valueOf(refusal.get("message")).isBlank(), each.getKey());
      }
    }
  }

  @Test
  void whatAClientMayNotDoIsRefusedAndChangesNothing() throws Exception {
    String key = "a-key-of-the-test-with-enough-characters";
    Path keys = Files.writeString(folder.resolve("keys.yaml"), keyFile(key, "read"));
    Path audit = folder.resolve("audit.jsonl");
    try (DevicesServer guarded =
        new DevicesServer(
                DevicesOptions.defaults(), AccessOptions.builder().keys(keys).audit(audit).build())
            .connect()) {
      assertTrue(RawWebSocket.refused(guarded.socketUrl(), null), "no key");
      assertEquals(401, guarded.get("/rest/all").statusCode());
      assertEquals(
          401, guarded.get("/rest/all?X-API-KEY=wrong-key-with-many-letters").statusCode());
      String query = "?X-API-KEY=" + key;
      try (RawWebSocket socket = RawWebSocket.connect(guarded.socketUrl() + query)) {
        socket.send("{\"cmd\":\"set\",\"dev\":\"do\",\"circuit\":\"SIM_IGNITION\",\"value\":0}");
        assertEquals("SIM_IGNITION", await(socket, refused("not_allowed")).get("circuit"));
        socket.send("{\"cmd\":\"set\",\"dev\":\"ro\",\"circuit\":\"CLEAR_DTC\",\"value\":1}");
        Object message = await(socket, refused("not_allowed")).get("message");
        assertTrue(String.valueOf(message).contains("'clear'"), String.valueOf(message));
        assertTrue(guarded.hub.watched().isEmpty(), "without the scope nothing is watched");
      }
      assertTrue(guarded.vehicle.simulator().orElseThrow().ignition());
      String json = "application/json";
      assertEquals(
          403, guarded.post("/rest/ro/CLEAR_DTC" + query, json, "{\"value\":1}").statusCode());
      assertEquals(403, guarded.get("/rest/ai/RPM" + query + "&max_age=1").statusCode());
      assertEquals(200, guarded.get("/rest/ai/RPM" + query).statusCode());
    }
    String recorded = Files.readString(audit);
    assertTrue(recorded.contains("SIM_IGNITION"), recorded);
    assertFalse(recorded.contains(key), "a key is never recorded");
  }

  private static String keyFile(String key, String scopes) throws Exception {
    byte[] hash = MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
    return "- name: test\n  sha256: "
        + HexFormat.of().formatHex(hash)
        + "\n  scopes: ["
        + scopes
        + "]\n";
  }

  @Test
  void clearingSetsThePulseAndFallsBack() throws Exception {
    try (RawWebSocket socket = server.socket()) {
      socket.send("{\"cmd\":\"filter\",\"devices\":[\"relay\"]}");
      socket.send("{\"cmd\":\"set\",\"dev\":\"relay\",\"circuit\":\"CLEAR_DTC\",\"value\":1}");
      Map<String, Object> done =
          await(socket, is("ro", "CLEAR_DTC").and(ro -> Boolean.FALSE.equals(ro.get("pending"))));
      assertEquals(0, done.get("value"));
    }
  }

  @Test
  void tooManyMessagesAreBusyAndTooLargeOnesEndTheSession() throws Exception {
    try (RawWebSocket socket = server.socket()) {
      for (int i = 0; i < 120; i++) {
        socket.send("{\"cmd\":\"full\",\"dev\":\"ro\",\"circuit\":\"CONNECT\"}");
      }
      await(socket, refused("busy"));
    }
    try (RawWebSocket socket = server.socket()) {
      socket.send("{\"cmd\":\"" + "x".repeat(70_000) + "\"}");
      assertEquals(1009, socket.awaitClose());
    }
  }

  @Test
  void lossOfTheVehicleMarksValuesAsLost() throws Exception {
    try (RawWebSocket socket = server.socket()) {
      await(socket, is("ai", "RPM").and(rpm -> rpm.get("value") != null));
      Await.value(server.vehicle.disconnect());
      Map<String, Object> lost =
          await(socket, is("ai", "RPM").and(rpm -> Boolean.TRUE.equals(rpm.get("lost"))));
      assertNotNull(lost.get("value"));
      socket.send("{\"cmd\":\"full\",\"dev\":\"di\",\"circuit\":\"CONNECTED\"}");
      assertEquals(0, number(await(socket, is("di", "CONNECTED").and(di -> number(di) == 0))));
      socket.send("{\"cmd\":\"set\",\"dev\":\"ro\",\"circuit\":\"CONNECT\",\"value\":1}");
      await(socket, is("ai", "RPM").and(rpm -> Boolean.FALSE.equals(rpm.get("lost"))));
    }
  }

  @Test
  void aForeignOriginIsKeptOut() {
    assertTrue(RawWebSocket.refused(server.socketUrl(), "http://evil.example"));
    assertTrue(RawWebSocket.refused(server.socketUrl(), "null"));
    assertFalse(RawWebSocket.refused(server.socketUrl(), "http://good.example"));
    assertFalse(RawWebSocket.refused(server.socketUrl(), server.url("")));
  }
}
