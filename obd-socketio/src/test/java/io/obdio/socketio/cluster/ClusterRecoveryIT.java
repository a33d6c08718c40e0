package io.obdio.socketio.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.obdio.socketio.cluster.ClusterNode.To;
import io.obdio.socketio.testing.Await;
import io.obdio.socketio.testing.RawWebSocket;
import io.obdio.socketio.testing.RedisProcess;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A client that loses its server and continues at another one of the cluster, of either kind. */
@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ClusterRecoveryIT {
  private final Map<String, ClusterNode> nodes = new LinkedHashMap<>();
  private RedisProcess redis;

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    redis = RedisProcess.start(folder);
    NodeServer node = NodeServer.start("node-1", redis, true);
    nodes.put("node-1", node);
    nodes.put("java-1", JavaServer.start("java-1", redis, true));
    nodes.put("java-2", JavaServer.start("java-2", redis, true));
    Await.until(
        "three servers",
        () -> {
          try {
            return node.servers() == 3;
          } catch (Exception e) {
            throw new IllegalStateException(e);
          }
        });
  }

  @AfterAll
  void stop() throws Exception {
    for (ClusterNode node : nodes.values()) {
      node.close();
    }
    redis.close();
  }

  /** A client that the test reads packet by packet. */
  private static final class Client implements AutoCloseable {
    private final RawWebSocket socket;
    private final Map<?, ?> connected;
    private final Deque<String> early = new ArrayDeque<>();

    Client(ClusterNode node, String auth) throws Exception {
      socket =
          RawWebSocket.connect(
              "ws://127.0.0.1:" + node.port() + "/socket.io/?EIO=4&transport=websocket");
      socket.textAfterPings();
      socket.send("40" + auth);
      String packet = socket.textAfterPings();
      while (packet.startsWith("42")) { // Node sends missed events before it accepts the client
        early.add(packet);
        packet = socket.textAfterPings();
      }
      assertTrue(packet.startsWith("40{"), packet);
      connected = (Map<?, ?>) Json.read(packet.substring(2));
    }

    String sid() {
      return (String) connected.get("sid");
    }

    String pid() {
      return (String) connected.get("pid");
    }

    /** Returns the name and the arguments of the next event. */
    List<?> next() throws Exception {
      String packet = early.isEmpty() ? socket.textAfterPings() : early.remove();
      assertTrue(packet.startsWith("42"), packet);
      return (List<?>) Json.read(packet.substring(2));
    }

    void join(String room) throws Exception {
      socket.send("420[\"join\",\"" + room + "\"]");
      assertEquals("430[]", socket.textAfterPings());
    }

    @Override
    public void close() {
      socket.close();
    }
  }

  static Stream<Arguments> moves() {
    return Stream.of(
        Arguments.of("java-1", "java-2"),
        Arguments.of("java-1", "java-1"),
        Arguments.of("java-1", "node-1"),
        Arguments.of("node-1", "java-1"));
  }

  @ParameterizedTest
  @MethodSource("moves")
  void aClientThatMoves(String from, String to) throws Exception {
    String room = "of-" + from + "-" + to;
    ClusterNode sender = nodes.get("java-2");
    String sid;
    String pid;
    String offset;
    try (Client client = new Client(nodes.get(from), "")) {
      client.join(room);
      sid = client.sid();
      pid = client.pid();
      sender.emit(To.room(room), "before", 1);
      List<?> event = client.next();
      assertEquals(List.of("before", 1), event.subList(0, 2));
      offset = (String) event.get(2);
      assertTrue(StreamNames.isId(offset), offset);
    }
    Await.until("the client left", () -> gone(room));
    try (Client witness = new Client(nodes.get(to), "")) {
      sender.emit(To.room(room), "missed", 1);
      sender.emit(To.room(room).asVolatile(), "not kept", 1);
      sender.emit(To.room("another"), "not for it", 1);
      nodes.get("node-1").emit(To.room(room), "missed", 2);
      sender.emit(To.ALL, "missed", 3);
      // A volatile event that is still pending reaches a client that has returned.
      assertEquals(List.of("missed", 3), witness.next().subList(0, 2));
    }
    String auth = Json.write(Map.of("pid", pid, "offset", offset));
    try (Client client = new Client(nodes.get(to), auth)) {
      assertEquals(sid, client.sid());
      assertEquals(pid, client.pid());
      List<Object> values = new ArrayList<>();
      List<String> offsets = new ArrayList<>(); // of equal length here
      while (values.size() < 3) {
        List<?> event = client.next();
        if (!event.get(0).equals("not kept")) { // Node's server repeats volatile events
          assertEquals("missed", event.get(0));
          values.add(event.get(1));
          offsets.add((String) event.get(2));
        }
      }
      assertEquals(Set.of(1, 2, 3), Set.copyOf(values));
      assertEquals(offsets.stream().sorted().toList(), offsets);
      sender.emit(To.room(room), "after", 1);
      assertEquals(List.of("after", 1), client.next().subList(0, 2));
    }
  }

  private boolean gone(String room) {
    try {
      return nodes.get("java-2").fetch(To.room(room)).isEmpty();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void aStateIsRestoredOnce() throws Exception {
    Client client = new Client(nodes.get("java-1"), "");
    nodes.get("java-1").emit(To.ALL, "x");
    String offset = (String) client.next().get(1);
    client.close();
    String auth = Json.write(Map.of("pid", client.pid(), "offset", offset));
    Await.until("restored", () -> restored(client.sid(), auth));
    try (Client second = new Client(nodes.get("java-2"), auth)) {
      assertNotEquals(client.sid(), second.sid());
    }
  }

  /** Connects until the state is stored, which happens after the client has gone. */
  private boolean restored(String sid, String auth) {
    try {
      Client client = new Client(nodes.get("java-2"), auth);
      boolean same = client.sid().equals(sid);
      client.socket.send("41"); // a clean disconnect, after which nothing is kept
      client.close();
      return same;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void anOffsetThatIsNoneIsRefused() throws Exception {
    for (String offset : List.of("", "1", "1-", "x-1", "99999999999999999999999-1", "1-1")) {
      String auth = Json.write(Map.of("pid", "unknown", "offset", offset));
      try (Client client = new Client(nodes.get("java-1"), auth)) {
        assertNotEquals("unknown", client.pid());
      }
    }
  }
}
