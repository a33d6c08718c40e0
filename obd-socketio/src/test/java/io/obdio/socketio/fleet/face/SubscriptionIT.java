package io.obdio.socketio.fleet.face;

import static io.obdio.socketio.fleet.face.FaceServer.arguments;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.obdio.socketio.access.AccessOptions;
import io.obdio.socketio.server.Adapter.Selection;
import io.obdio.socketio.server.InMemoryAdapter;
import io.obdio.socketio.server.ServerOptions.Recovery;
import io.obdio.socketio.telemetry.BrokerMessage;
import io.obdio.socketio.testing.Await;
import io.obdio.socketio.testing.ManyClients;
import io.obdio.socketio.testing.RawWebSocket;
import io.obdio.socketio.testing.SlowClient;
import io.obdio.socketio.testing.TestClient;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.json.JSONArray;
import org.json.JSONObject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Subscriptions of real clients to vehicles, and what they make the server do at the broker. */
@Timeout(120)
class SubscriptionIT {

  private static final Set<String> NOTHING = Set.of();

  private FaceServer server;

  @BeforeEach
  void start() throws Exception {
    server = FaceServer.withoutKeys();
    server.fleet.add("VAN-1", true);
    server.fleet.add("VAN-2", true);
    server.fleet.add("car-3", false);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private static String state(long time, String values) {
    return "{\"t\":" + time + ",\"v\":" + values + ",\"u\":{\"RPM\":\"revolutions_per_minute\"}}";
  }

  private static JSONObject next(TestClient client, String event) throws Exception {
    return (JSONObject) client.next(event)[0];
  }

  /** Waits for values of which one is as given; a client may receive its first ones twice. */
  private static JSONObject nextOf(TestClient client, String name, int value) throws Exception {
    JSONObject event = next(client, "values");
    while (event.getJSONObject("v").optInt(name) != value) {
      event = next(client, "values");
    }
    return event;
  }

  /** Waits for values of exactly these names. */
  private static void awaitNames(TestClient client, String... names) throws Exception {
    Set<String> received = Set.of();
    while (!received.equals(Set.of(names))) {
      received = FaceServer.names(next(client, "values").getJSONObject("v"));
    }
  }

  private Set<String> vehicleFilters() {
    Set<String> filters = server.broker.filters();
    filters.removeIf(filter -> filter.contains("/res/"));
    return filters;
  }

  private List<String> liveRequests(String vehicle) {
    return server.broker.sent().stream()
        .filter(message -> message.topic().equals("obdio/" + vehicle + "/cmd/live"))
        .map(BrokerMessage::text)
        .toList();
  }

  @Test
  void twoClientsOnTwoVehiclesGetOnlyTheirs() throws Exception {
    server.broker.retain("obdio/VAN-1/state", state(1_000, "{\"RPM\":850,\"FUEL_STATUS\":\"on\"}"));
    try (TestClient one = server.connect("");
        TestClient two = server.connect("")) {
      JSONObject answer = (JSONObject) one.ask("subscribe", arguments("vehicle", "VAN-1"));
      assertEquals("online", answer.getString("status"));
      assertEquals(1_000, answer.getInt("interval_ms"));
      JSONObject first = next(one, "values"); // the retained state, at once
      assertEquals("VAN-1", first.getString("vehicle"));
      assertEquals(850, first.getJSONObject("v").getInt("RPM"));
      assertEquals("on", first.getJSONObject("v").getString("FUEL_STATUS"));
      assertEquals(
          "revolutions_per_minute", next(one, "units").getJSONObject("u").getString("RPM"));

      two.ask("subscribe", arguments("vehicle", "VAN-2"));
      server.broker.deliver("obdio/VAN-2/live", state(5_000, "{\"RPM\":2000}"));
      assertEquals(2_000, next(two, "values").getJSONObject("v").getInt("RPM"));
      server.broker.deliver("obdio/VAN-1/live", state(5_000, "{\"RPM\":900}"));
      JSONObject second = nextOf(one, "RPM", 900);
      assertEquals("on", second.getJSONObject("v").getString("FUEL_STATUS"), "all values");

      server.broker.retain("obdio/VAN-1/status", "offline");
      assertEquals("offline", next(one, "status").getString("status"));
      server.broker.retain("obdio/VAN-1/dtc", "{\"mil\":true,\"codes\":[{\"code\":\"P0101\"}]}");
      assertTrue(next(one, "dtc").getJSONObject("dtc").getBoolean("mil"));
      two.ask("status", arguments("vehicle", "VAN-2")); // what was sent before has arrived
      assertEquals(Set.of("units", "values"), Set.copyOf(two.order()));
    }
  }

  @Test
  void someValuesAtAnIntervalOfTheirOwn() throws Exception {
    server.broker.retain("obdio/VAN-1/state", state(1_000, "{\"RPM\":850,\"SPEED\":3,\"LOAD\":9}"));
    try (TestClient client = server.connect("")) {
      JSONObject answer =
          (JSONObject)
              client.ask(
                  "subscribe",
                  arguments("vehicle", "VAN-1", "names", new JSONArray(List.of("SPEED", "RPM")))
                      .put("interval_ms", 250));
      assertEquals(200, answer.getInt("interval_ms"));
      awaitNames(client, "RPM", "SPEED");
      Await.until("a request", () -> liveRequests("VAN-1").size() == 1);
      JSONObject request = new JSONObject(liveRequests("VAN-1").get(0));
      assertEquals(200, request.getInt("interval_ms"));
      assertEquals("[\"RPM\",\"SPEED\"]", request.getJSONArray("names").toString());
      assertEquals(60, request.getInt("for_s"));

      client.ask("watch", arguments("vehicle", "VAN-1", "commands", "LOAD"));
      awaitNames(client, "LOAD", "RPM", "SPEED");
      client.ask(
          "unwatch",
          arguments("vehicle", "VAN-1", "commands", new JSONArray(List.of("RPM", "SPEED"))));
      awaitNames(client, "LOAD");
      server.broker.deliver("obdio/VAN-1/live", state(2_000, "{\"RPM\":1}")); // not for the client
      server.broker.deliver("obdio/VAN-1/live", state(3_000, "{\"LOAD\":10}"));
      assertEquals(Set.of("LOAD"), FaceServer.names(nextOf(client, "LOAD", 10).getJSONObject("v")));
      client.ask("unwatch", arguments("vehicle", "VAN-1", "commands", "LOAD"));
      Await.until("nothing is received any more", () -> vehicleFilters().equals(NOTHING));
    }
  }

  @Test
  void aVehicleIsReceivedWhileItHasSubscribersAndSomeTimeLonger() throws Exception {
    Set<String> filters =
        Set.of(
            "obdio/VAN-1/dtc",
            "obdio/VAN-1/freeze_frame",
            "obdio/VAN-1/live",
            "obdio/VAN-1/state",
            "obdio/VAN-1/status");
    assertEquals(NOTHING, vehicleFilters());
    try (TestClient one = server.connect("");
        TestClient two = server.connect("")) {
      one.ask("subscribe", arguments("vehicle", "VAN-1"));
      two.ask("subscribe", arguments("vehicle", "VAN-1"));
      assertEquals(filters, vehicleFilters());
      one.ask("unsubscribe", arguments("vehicle", "VAN-1"));
      two.ask("unsubscribe_all");
      assertEquals(filters, vehicleFilters(), "still received");
      one.ask("subscribe", arguments("vehicle", "VAN-1"));
      two.ask("subscribe", arguments("vehicle", "VAN-2"));
      two.ask("unsubscribe", arguments("vehicle", "VAN-2"));
      Await.until("VAN-2 has ended", () -> server.face.liveVehicles().size() == 1);
      // VAN-2 was left later than VAN-1, so that the time of VAN-1 has passed too.
      assertEquals(filters, vehicleFilters(), "one returned before the end");
      server.broker.setConnected(true);
      Await.until("the request is repeated", () -> liveRequests("VAN-1").size() >= 2);
    }
    Await.until("the clients have gone", () -> vehicleFilters().equals(NOTHING));
  }

  @Test
  void aThousandClientsOfARoomCostOneEncoding() throws Exception {
    int count = 1_000;
    try (ManyClients clients = new ManyClients(server.port(), count, "[\"values\"")) {
      clients.send("40/fleet,");
      Await.until("all are there", () -> server.server.of("/fleet").sockets().size() == count);
      clients.send("42/fleet,[\"subscribe\",{\"vehicle\":\"VAN-1\"}]");
      Await.until(
          "all have subscribed",
          () ->
              server.server.of("/fleet").adapter().rooms().contains("vehicle:VAN-1")
                  && members("vehicle:VAN-1/1000") == count);
      server.broker.deliver("obdio/VAN-1/live", state(5_000, "{\"RPM\":1234}"));
      Await.until("all have it", () -> IntStream.of(clients.seen()).allMatch(seen -> seen == 1));
      assertEquals(1, server.encodedValues.get());
    }
  }

  private int members(String room) {
    return server
        .server
        .of("/fleet")
        .adapter()
        .sockets(new Selection(Set.of(room), Set.of(), true))
        .size();
  }

  /** The values of a client that does not read replace each other: it is neither closed nor fed. */
  @Test
  void aClientThatDoesNotReadReceivesTheNewestOnly() throws Exception {
    try (SlowClient slow = SlowClient.connect(server.port());
        TestClient quick = server.connect("")) {
      slow.send("40/fleet,");
      Await.until("both are there", () -> server.server.of("/fleet").sockets().size() == 2);
      slow.send("42/fleet,[\"subscribe\",{\"vehicle\":\"VAN-1\",\"interval_ms\":100}]");
      quick.ask("subscribe", arguments("vehicle", "VAN-1", "interval_ms", 100));
      Await.until("both subscribed", () -> members("vehicle:VAN-1/100") == 2);
      String text = "x".repeat(400_000);
      for (int i = 1; i <= 30; i++) { // 12 MB: more than the buffers of the kernel hold
        server.broker.deliver(
            "obdio/VAN-1/live", state(i * 100L, "{\"RPM\":" + i + ",\"TEXT\":\"" + text + "\"}"));
        assertEquals(i, next(quick, "values").getJSONObject("v").getInt("RPM"));
      }
      assertTrue(slow.open());
      assertEquals(2, server.server.of("/fleet").sockets().size(), "the slow one is not closed");
    }
  }

  @Test
  void aRecoveredSessionContinuesWithItsVehicles() throws Exception {
    server.close();
    server =
        new FaceServer(AccessOptions.defaults(), options -> options.recovery(Recovery.defaults()));
    server.fleet.add("VAN-1", true);
    RawWebSocket socket = open();
    String connected = connect(socket, "");
    String pid = new JSONObject(connected.substring(9)).getString("pid");
    socket.send("42/fleet,0[\"subscribe\",{\"vehicle\":\"VAN-1\"}]");
    await(socket, "43/fleet,0");
    server.broker.retain("obdio/VAN-1/status", "online");
    JSONArray status = new JSONArray(await(socket, "[\"status\"").substring(9));
    String offset = status.getString(2);
    socket.abort();
    Await.until("it is gone", () -> server.server.of("/fleet").sockets().isEmpty());
    server.broker.retain("obdio/VAN-1/status", "offline"); // still received, for a while
    server.broker.deliver("obdio/VAN-1/live", state(9_000, "{\"RPM\":77}"));

    RawWebSocket again = open();
    connect(again, "{\"pid\":\"" + pid + "\",\"offset\":\"" + offset + "\"}");
    List<String> packets = List.of(await(again, "offline"), await(again, "\"RPM\":77"));
    assertFalse(packets.isEmpty());
    assertEquals(1, members("vehicle:VAN-1/1000"));
    again.close();
  }

  private RawWebSocket open() throws Exception {
    RawWebSocket socket =
        RawWebSocket.connect(
            "ws://127.0.0.1:" + server.port() + "/socket.io/?EIO=4&transport=websocket");
    socket.textAfterPings();
    return socket;
  }

  private static String connect(RawWebSocket socket, String auth) throws Exception {
    socket.send("40/fleet," + auth);
    return socket.textAfterPings();
  }

  private static String await(RawWebSocket socket, String text) throws Exception {
    String packet = socket.textAfterPings();
    while (!packet.contains(text)) {
      packet = socket.textAfterPings();
    }
    return packet;
  }

  @Test
  void boundsOfOneClient() throws Exception {
    for (int i = 0; i <= SubscriptionRooms.MAX_VEHICLES; i++) {
      server.fleet.add("many-" + i, true);
    }
    try (TestClient client = server.connect("")) {
      for (int i = 0; i < SubscriptionRooms.MAX_VEHICLES; i++) {
        client.ask("subscribe", arguments("vehicle", "many-" + i));
      }
      JSONObject refused =
          (JSONObject)
              client.ask(
                  "subscribe", arguments("vehicle", "many-" + SubscriptionRooms.MAX_VEHICLES));
      assertEquals("busy", refused.getString("code"));
      assertEquals(SubscriptionRooms.MAX_VEHICLES, server.face.liveVehicles().size());
    }
  }

  /** Other servers receive a vehicle from the broker themselves. */
  @Test
  void noEventOfAVehicleIsForOtherServers() throws Exception {
    server.close();
    List<String> events = new CopyOnWriteArrayList<>();
    server =
        new FaceServer(
            AccessOptions.defaults(),
            options -> options,
            parts ->
                parts.adapter(
                    local ->
                        new InMemoryAdapter(local) {
                          @Override
                          public void broadcast(BroadcastEvent event, Selection selection) {
                            events.add(event.event() + (selection.local() ? " local" : " all"));
                            super.broadcast(event, selection);
                          }
                        }));
    server.fleet.add("VAN-1", true);
    try (TestClient client = server.connect("")) {
      client.ask("subscribe", arguments("vehicle", "VAN-1"));
      server.broker.retain("obdio/VAN-1/status", "offline");
      server.broker.retain("obdio/VAN-1/state", state(1_000, "{\"RPM\":850}"));
      server.broker.retain("obdio/VAN-1/dtc", "{\"mil\":false}");
      client.next("values");
      client.next("dtc");
      assertEquals(
          Set.of("values local", "units local", "status local", "dtc local"), Set.copyOf(events));
    }
  }

  /** Every room costs an encoding: clients with further names share the room of all values. */
  @Test
  void manyDifferentNamesShareTheRoomOfAllValues() throws Exception {
    try (TestClient client = server.connect("");
        TestClient other = server.connect("")) {
      other.ask("subscribe", arguments("vehicle", "VAN-1"));
      JSONObject last = new JSONObject();
      for (int i = 0; i < 3; i++) {
        last =
            (JSONObject) client.ask("subscribe", arguments("vehicle", "VAN-1", "names", "N" + i));
      }
      assertEquals("[\"N2\"]", last.getJSONArray("names").toString());
      LiveVehicle vehicle = server.face.liveVehicles().find("VAN-1").orElseThrow();
      assertEquals(2, vehicle.views().size(), "rooms that were left are gone");
      for (int i = 0; i < LiveVehicle.MAX_ROOMS; i++) {
        vehicle.open(new ViewRoom("VAN-1", 100, List.of("X" + i)));
      }
      JSONObject answer =
          (JSONObject) client.ask("subscribe", arguments("vehicle", "VAN-1", "names", "Z"));
      assertEquals("[]", answer.getJSONArray("names").toString());
    }
  }

  @Test
  void whatTheServerKnowsIsThePictureUntilAStateArrives() throws Exception {
    server.fleet.values(
        "VAN-1",
        Map.of(
            "t", 5_000L,
            "v", Map.of("RPM", 850.0, "VIN", "X"),
            "u", Map.of("RPM", "revolutions_per_minute"),
            "times", Map.of("RPM", 5_000L, "VIN", 1_000L)));
    try (TestClient client = server.connect("")) {
      JSONObject answer = (JSONObject) client.ask("subscribe", arguments("vehicle", "VAN-1"));
      assertEquals("revolutions_per_minute", answer.getJSONObject("u").getString("RPM"));
      assertEquals(850, next(client, "values").getJSONObject("v").getInt("RPM"));
      JSONObject value =
          (JSONObject) client.ask("query", arguments("vehicle", "VAN-1", "command", "RPM"));
      assertEquals(850, value.getInt("value"));
      assertEquals("RPM", value.getJSONObject("command").getString("name"));
      assertEquals(5_000, value.getLong("time"));
      assertEquals("revolutions_per_minute", value.getString("unit"));
      assertEquals(
          JSONObject.NULL,
          Objects.requireNonNullElse(
              client.ask("query", arguments("vehicle", "VAN-1", "command", "SPEED")),
              JSONObject.NULL));
      JSONArray commands =
          (JSONArray) client.ask("supported_commands", arguments("vehicle", "VAN-1"));
      assertEquals("Engine RPM", commands.getJSONObject(0).getString("desc"));
    }
  }
}
