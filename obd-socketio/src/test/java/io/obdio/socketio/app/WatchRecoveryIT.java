package io.obdio.socketio.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.obdio.socketio.hub.ObdHub;
import io.obdio.socketio.testing.Await;
import io.obdio.socketio.testing.RawWebSocket;
import java.util.HashSet;
import java.util.Set;
import org.json.JSONArray;
import org.json.JSONObject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A client whose connection breaks and whose session is recovered: its watches and subscriptions
 * continue. Before, it was recovered and received nothing.
 */
@Timeout(120)
class WatchRecoveryIT {

  private InProcessServer server;

  @BeforeEach
  void start() throws Exception {
    server = new InProcessServer("--recovery=60000");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private ObdHub hub() {
    return server.io.hub();
  }

  /** One client in a namespace, which knows what it needs to recover its session. */
  private final class Client implements AutoCloseable {
    final RawWebSocket socket;
    final String prefix;
    final JSONObject session;
    String offset = "";

    Client(String namespace, String auth) throws Exception {
      prefix = namespace.equals("/") ? "" : namespace + ",";
      socket =
          RawWebSocket.connect(
              "ws://127.0.0.1:" + server.port() + "/socket.io/?EIO=4&transport=websocket");
      socket.textAfterPings();
      socket.send("40" + prefix + auth);
      session = new JSONObject(awaitPacket("40").substring(2 + prefix.length()));
    }

    String awaitPacket(String type) throws Exception {
      String packet = socket.textAfterPings();
      while (!packet.startsWith(type + prefix)) {
        packet = socket.textAfterPings();
      }
      return packet;
    }

    /** Waits for an event; remembers its last argument, the offset. */
    JSONArray awaitEvent(String name) throws Exception {
      while (true) {
        JSONArray event = new JSONArray(awaitPacket("42").substring(2 + prefix.length()));
        if (event.getString(0).equals(name)) {
          offset = String.valueOf(event.get(event.length() - 1));
          return event;
        }
      }
    }

    void ask(String event) throws Exception {
      socket.send("42" + prefix + "7[" + event + "]");
      String answer = awaitPacket("43");
      assertEquals("43" + prefix + "7[null]", answer);
    }

    String recovery() throws Exception {
      socket.send("42" + prefix + "[\"status\"]");
      awaitEvent("status");
      return new JSONObject().put("pid", session.getString("pid")).put("offset", offset).toString();
    }

    @Override
    public void close() {
      socket.close();
    }
  }

  private Client client(String namespace) throws Exception {
    Client client = new Client(namespace, "");
    if (!namespace.equals("/")) {
      client.socket.send("42" + client.prefix + "[\"auth\",\"none\"]");
      client.awaitEvent("channels");
    }
    return client;
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/octane"})
  void watchesAndSubscriptionsContinue(String namespace) throws Exception {
    String auth;
    String id;
    try (Client before = client(namespace)) {
      before.ask("\"watch\",[\"RPM\",\"MAF\"]");
      before.ask("\"subscribe\",\"SPEED\",{\"max_rate_hz\":20}");
      auth = before.recovery();
      id = before.session.getString("sid");
    }
    Await.until("nothing is watched", () -> hub().watched().isEmpty());
    try (Client after = new Client(namespace, auth)) {
      assertEquals(id, after.session.getString("sid"));
      Await.until("watched", () -> hub().watched().equals(Set.of("RPM", "MAF", "SPEED")));
      JSONObject response = after.awaitEvent("response").getJSONObject(1);
      assertEquals("SPEED", response.getJSONObject("command").getString("name"));
      after.awaitEvent("response");
      after.ask("\"unsubscribe_all\"");
      after.ask("\"unwatch_all\"");
      assertEquals(Set.of(), hub().watched());
    }
  }

  @Test
  void unitsAreKept() throws Exception {
    String auth;
    try (Client before = client("/")) {
      before.ask("\"set_units\",\"imperial_us\"");
      before.ask("\"subscribe\",\"SPEED\"");
      before.ask("\"subscribe\",\"MAF\",{\"units\":{\"gps\":\"kilogram / hour\"}}");
      auth = before.recovery();
    }
    Await.until("nothing is watched", () -> hub().watched().isEmpty());
    try (Client after = new Client("/", auth)) {
      Set<String> units = new HashSet<>();
      while (units.size() < 2) {
        units.add(after.awaitEvent("response").getJSONObject(1).getString("unit"));
      }
      assertEquals(Set.of("mile_per_hour", "kilogram / hour"), units);
    }
  }

  @Test
  void suspendedWatchesRemainSuspended() throws Exception {
    String auth;
    try (Client before = client("/")) {
      before.ask("\"watch\",\"RPM\"");
      before.ask("\"stop\"");
      auth = before.recovery();
    }
    Await.until("released", () -> hub().ownerCount() == 0);
    try (Client after = new Client("/", auth)) {
      Await.until("restored", () -> hub().ownerCount() == 1);
      assertEquals(Set.of(), hub().watched());
      after.ask("\"start\"");
      assertEquals(Set.of("RPM"), hub().watched());
    }
  }

  @Test
  void aSecondRecoveryWorksToo() throws Exception {
    String auth;
    try (Client before = client("/")) {
      before.ask("\"watch\",\"RPM\"");
      auth = before.recovery();
    }
    for (int i = 0; i < 3; i++) {
      Await.until("released", () -> hub().ownerCount() == 0);
      try (Client after = new Client("/", auth)) {
        Await.until("restored", () -> hub().watched().equals(Set.of("RPM")));
        auth = after.recovery();
      }
    }
    assertTrue(auth.contains("pid"));
  }
}
