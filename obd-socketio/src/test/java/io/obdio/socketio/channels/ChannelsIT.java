package io.obdio.socketio.channels;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.obdio.socketio.testing.Await;
import io.obdio.socketio.testing.TestClient;
import java.util.List;
import java.util.Map;
import org.json.JSONArray;
import org.json.JSONObject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The channels by the official Java client, without keys. */
@Timeout(120)
class ChannelsIT {

  private ChannelsServer server;

  @BeforeEach
  void start() throws Exception {
    server = ChannelsServer.start();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private TestClient login() throws Exception {
    TestClient client = TestClient.open(server.port(), "/octane", options -> {});
    client.awaitAccepted();
    client.emit("auth", new JSONObject(Map.of("x-api-key", "any")));
    client.next("channels");
    return client;
  }

  private static JSONObject channel(String name) {
    return new JSONObject(Map.of("channel", name));
  }

  private static String listed(Object listing) throws Exception {
    JSONArray list = ((JSONObject) listing).getJSONArray("channels");
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < list.length(); i++) {
      JSONObject each = list.getJSONObject(i);
      text.append(i == 0 ? "" : " ")
          .append(each.getBoolean("subscribed") ? "+" : "")
          .append(each.getString("name"));
    }
    return text.toString();
  }

  @Test
  void afterAuthComesAuthOkThenTheJoinsThenTheListing() throws Exception {
    try (TestClient client = TestClient.open(server.port(), "/octane", options -> {})) {
      client.awaitAccepted();
      client.emit("auth", new JSONObject(Map.of("x-api-key", "any")));
      Object listing = client.next("channels")[0];
      assertEquals(List.of("auth_ok", "join", "join", "channels"), client.order().subList(0, 4));
      JSONObject ok = (JSONObject) client.next("auth_ok")[0];
      assertEquals("OK", ok.getString("message"));
      assertEquals("user", ((JSONObject) client.next("join")[0]).getString("join"));
      assertEquals("vehicle", ((JSONObject) client.next("join")[0]).getString("join"));
      assertEquals(
          "+vehicle +user powertrain fuel emissions electrical trouble obd ipc sim obd_raw",
          listed(listing));
      JSONObject update = (JSONObject) client.next("vehicle_update")[0];
      assertEquals("Car Connected", update.getJSONObject("state").getString("status"));
      JSONObject named = (JSONObject) client.next("vehicle_update")[0];
      assertEquals(17, named.getJSONObject("state").getString("vin").length());
    }
  }

  @Test
  void nothingIsAnsweredBeforeAuth() throws Exception {
    try (TestClient client = TestClient.open(server.port(), "/octane", options -> {})) {
      client.awaitAccepted();
      for (String event : List.of("channels", "join", "status", "watch", "no_such_event")) {
        JSONObject error = (JSONObject) client.ask(event, channel("user"));
        assertEquals("unauthorized", error.getString("code"), event);
        assertEquals(event, ((JSONObject) client.next("error")[0]).getString("event"));
      }
      assertEquals(List.of("error", "error", "error", "error", "error"), client.order());
    }
  }

  @Test
  void acknowledgesNothingButTheObjectOfChannelsJoinAndLeave() throws Exception {
    try (TestClient client = login()) {
      assertEquals(0, client.askAll("auth", new JSONObject()).length);
      assertEquals(0, client.askAll("user_message", "hello").length);
      assertEquals(0, client.askAll("ipc_message", new JSONObject(Map.of("type", "t"))).length);
      assertEquals("{\"join\":\"fuel\"}", client.ask("join", channel("fuel")).toString());
      assertEquals("{\"leave\":\"fuel\"}", client.ask("leave", channel("fuel")).toString());
      assertTrue(listed(client.ask("channels")).startsWith("+vehicle +user powertrain"));
      assertEquals(0, client.askAll("disconnect_request").length);
      client.awaitDisconnected();
      JSONObject bye = (JSONObject) client.next("disconnect_request")[0];
      assertFalse(bye.getString("message").isEmpty());
    }
  }

  @Test
  void joinsByObjectStringAndArrayAndCountsTwiceAsOnce() throws Exception {
    try (TestClient client = login()) {
      client.ask("join", "fuel");
      client.ask("join", "fuel");
      assertEquals(
          "{\"join\":[\"ipc\",\"obd_rpm\"]}",
          client
              .ask(
                  "join", new JSONObject().put("channel", new JSONArray(List.of("ipc", "obd_rpm"))))
              .toString());
      assertEquals(
          "+vehicle +user powertrain +fuel emissions electrical trouble obd +ipc sim obd_raw +obd_rpm",
          listed(client.ask("channels")));
      client.ask("leave", "fuel");
      client.ask("leave", "obd_rpm");
      assertEquals(
          "+vehicle +user powertrain fuel emissions electrical trouble obd +ipc sim obd_raw",
          listed(client.ask("channels")));
    }
  }

  @Test
  void namesTheNearestChannelOfAnUnknownOne() throws Exception {
    try (TestClient client = login()) {
      JSONObject error = (JSONObject) client.ask("join", channel("powertrian"));
      assertEquals("unknown_channel", error.getString("code"));
      assertEquals(
          "there is no channel 'powertrian'; did you mean 'powertrain'?",
          error.getString("message"));
      assertEquals(
          "unknown_channel", ((JSONObject) client.ask("join", "intersection")).getString("code"));
      assertEquals(
          "unknown_channel", ((JSONObject) client.ask("join", "obd_nothing")).getString("code"));
      assertEquals(
          "not_allowed", ((JSONObject) client.ask("join", "obd_clear_dtc")).getString("code"));
      assertEquals("bad_argument", ((JSONObject) client.ask("join", 7)).getString("code"));
      assertEquals(
          "unknown_channel", ((JSONObject) client.ask("leave", "nowhere")).getString("code"));
    }
  }

  @Test
  void aGroupSendsItsValuesAndWatchesOnlyWhileItHasMembers() throws Exception {
    try (TestClient first = login()) {
      first.ask("join", channel("powertrain"));
      JSONObject update = (JSONObject) first.next("powertrain_update")[0];
      assertFalse(update.getString("id").isEmpty());
      assertTrue(
          update
              .getString("serviced")
              .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z"));
      JSONObject state = update.getJSONObject("state");
      assertTrue(state.has("value") && state.has("unit") && state.has("updated"), state.toString());
      Await.until("RPM is known", () -> server.io.hub().latest("RPM") != null);
      try (TestClient second = login()) {
        second.ask("join", channel("powertrain"));
        second.next("powertrain_update");
        first.ask("leave", channel("powertrain"));
        assertTrue(server.io.hub().watched().contains("RPM"));
      }
      Await.until("nothing is watched", () -> server.io.hub().watched().isEmpty());
      assertEquals(0, server.io.hub().ownerCount());
    }
  }

  @Test
  void aRateOfItsOwnChangesNothingForOthers() throws Exception {
    try (TestClient fast = login();
        TestClient slow = login()) {
      slow.ask("join", channel("electrical"));
      fast.ask("join", new JSONObject().put("channel", "electrical").put("max_rate_hz", 5));
      assertTrue(listed(fast.ask("channels")).contains("+electrical"));
      fast.next("electrical_update");
      fast.ask("join", new JSONObject().put("channel", "electrical").put("max_rate_hz", 2));
      fast.ask("leave", "electrical");
      assertFalse(listed(fast.ask("channels")).contains("+electrical"));
      assertTrue(listed(slow.ask("channels")).contains("+electrical"));
      JSONObject error =
          (JSONObject)
              fast.ask("join", new JSONObject().put("channel", "fuel").put("max_rate_hz", 99));
      assertEquals("bad_argument", error.getString("code"));
    }
  }

  @Test
  void obdCarriesWhatAnybodyWatchesAndAddsNothing() throws Exception {
    try (TestClient client = login();
        TestClient other = login()) {
      client.ask("join", "obd");
      assertTrue(server.io.hub().watched().isEmpty());
      other.ask("watch", "SPEED");
      JSONObject update = (JSONObject) client.next("obd_update")[0];
      assertEquals("SPEED", update.getString("id"));
      assertEquals("kilometer_per_hour", update.getJSONObject("state").getString("unit"));
      assertEquals("7E8", update.getJSONObject("state").getString("ecu"));
    }
  }

  @Test
  void oneCommandHasAChannelOfItsOwn() throws Exception {
    try (TestClient client = login()) {
      client.ask("join", "obd_rpm");
      assertEquals("RPM", ((JSONObject) client.next("obd_update")[0]).getString("id"));
      assertEquals(List.of("RPM"), List.copyOf(server.io.hub().watched()));
    }
  }

  @Test
  void rawChannelsCarryResponsesUndecoded() throws Exception {
    try (TestClient client = login();
        TestClient engine = login()) {
      client.ask("join", "obd_raw");
      engine.ask("join", "ecu_7e8_raw");
      engine.ask("query_now", "RPM");
      JSONObject raw = (JSONObject) engine.next("obd_raw")[0];
      assertEquals("7E8", raw.getString("id"));
      assertEquals("ISO15765", raw.getString("messageSet"));
      assertTrue(raw.getString("request").matches("010C.*"), raw.toString());
      assertTrue(raw.getString("data").startsWith("410C"), raw.toString());
      assertEquals(raw.toString(), client.next("obd_raw")[0].toString());
    }
  }

  @Test
  void userMessagesReachTheSenderToo() throws Exception {
    try (TestClient sender = login();
        TestClient other = login();
        TestClient gone = login()) {
      gone.ask("leave", "user");
      JSONObject message = new JSONObject(Map.of("message", "Testing messaging"));
      sender.emit("user_message", message);
      assertEquals(message.toString(), sender.next("user_message")[0].toString());
      assertEquals(message.toString(), other.next("user_message")[0].toString());
      gone.ask("channels");
      assertFalse(gone.order().contains("user_message"));
    }
  }

  @Test
  void ipcMessagesReachTheOtherMembersWithTheTime() throws Exception {
    try (TestClient sender = login();
        TestClient member = login()) {
      member.ask("join", "ipc");
      sender.ask("join", "ipc");
      sender.askAll("ipc_message", new JSONObject().put("type", "goal").put("payload", 7));
      JSONObject message = (JSONObject) member.next("ipc_message")[0];
      assertEquals("goal", message.getString("type"));
      assertEquals(7, message.getInt("payload"));
      assertTrue(message.has("time"));
      assertFalse(sender.order().contains("ipc_message"));
    }
  }

  @Test
  void messagesAreLimitedInSizeAndNumber() throws Exception {
    try (TestClient client = login()) {
      JSONObject tooLong = (JSONObject) client.ask("user_message", "x".repeat(17_000));
      assertEquals("bad_argument", tooLong.getString("code"));
      for (int i = 0; i < 40; i++) {
        client.emit("user_message", i);
      }
      assertEquals("busy", ((JSONObject) client.ask("user_message", "last")).getString("code"));
    }
  }

  @Test
  void theSimulatedVehicleHasInputs() throws Exception {
    try (TestClient client = login()) {
      client.ask("join", "sim");
      client.next("sim_update");
      JSONObject state = new JSONObject().put("value", 104);
      JSONObject message =
          new JSONObject()
              .put("id", "coolant_temperature")
              .put("payload", new JSONObject().put("state", state));
      assertEquals(0, client.askAll("sim_message", message).length);
      assertEquals("Fixed 104", mode(client, "coolant_temperature", "Fixed"));
      state.put("value", JSONObject.NULL);
      client.askAll("sim_message", message);
      assertTrue(mode(client, "coolant_temperature", "Drive").startsWith("Drive"));
      message.put("id", "no_such_input");
      assertEquals(
          "bad_argument", ((JSONObject) client.ask("sim_message", message)).getString("code"));
    }
  }

  private static String mode(TestClient client, String id, String expected) throws Exception {
    while (true) {
      JSONObject update = (JSONObject) client.next("sim_update")[0];
      JSONObject state = update.getJSONObject("state");
      if (update.getString("id").equals(id) && state.optString("mode").equals(expected)) {
        return expected + " " + Math.round(state.getDouble("value"));
      }
    }
  }

  @Test
  void aRequestToTheVehicleIsReportedAndTroubleCodesAreReadAgain() throws Exception {
    try (TestClient client = login()) {
      client.ask("join", "trouble");
      client.next("trouble_update");
      assertEquals(true, client.ask("clear_dtc"));
      JSONObject request = (JSONObject) client.next("vehicle_request")[0];
      assertEquals("clear_dtc", request.getString("request"));
      assertEquals("ok", request.getString("outcome"));
      Await.until("the codes were read again", () -> count(client, "trouble_update") > 8);
    }
  }

  private static long count(TestClient client, String event) {
    return client.order().stream().filter(event::equals).count();
  }

  @Test
  void theEventsOfTheVehicleAreAnsweredToo() throws Exception {
    try (TestClient client = login()) {
      assertEquals("Car Connected", client.ask("status"));
      assertEquals(true, client.ask("supports", "RPM"));
      assertEquals(17, String.valueOf(client.ask("vin")).length());
      assertEquals("unknown_event", ((JSONObject) client.ask("no_such_event")).getString("code"));
    }
  }
}
