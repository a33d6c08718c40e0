package io.obdio.socketio.cluster;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.obdio.socketio.cluster.ClusterNode.To;
import io.obdio.socketio.testing.Await;
import io.obdio.socketio.testing.RedisProcess;
import io.obdio.socketio.testing.TestClient;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Two servers of this project and two of Node on one redis-server: every kind of message from each
 * of them to all others. Each server has one client, which is in the room of its server's kind.
 */
@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ClusterMatrix {
  private final ClusterProtocol protocol;
  private final List<ClusterNode> nodes = new ArrayList<>();
  private final Map<String, TestClient> clients = new LinkedHashMap<>();
  private RedisProcess redis;

  ClusterMatrix(ClusterProtocol protocol) {
    this.protocol = protocol;
  }

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    redis = RedisProcess.start(folder);
    NodeServer first = NodeServer.start("node-1", redis, protocol, false);
    nodes.add(first);
    nodes.add(NodeServer.start("node-2", redis, protocol, false));
    ClusterOptions options = ClusterOptions.defaults().withProtocol(protocol);
    nodes.add(JavaServer.start("java-1", redis, false, options));
    nodes.add(JavaServer.start("java-2", redis, false, options));
    Await.until("four servers", () -> count(first) == 4);
    for (ClusterNode node : nodes) {
      TestClient client = TestClient.connect(node.port());
      client.askAll("join", kind(node));
      client.answer("ask", node.name());
      clients.put(node.name(), client);
    }
    for (ClusterNode node : nodes) {
      Await.until(node.name() + " receives from all others", () -> fetched(node) == nodes.size());
    }
    awaitRoom("java");
    awaitRoom("node");
  }

  private static int fetched(ClusterNode node) {
    try {
      return node.fetch(To.room("java", "node")).size();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  /** Returns the servers. */
  List<ClusterNode> servers() {
    return nodes;
  }

  /** Returns a client. */
  TestClient client(String server) {
    return clients.get(server);
  }

  /** Waits until the two servers with clients in a room receive what is sent to it. */
  void awaitRoom(String room) throws Exception {
    // nothing to wait for, if join and event use one stream or connection
  }

  RedisProcess redis() {
    return redis;
  }

  private static int count(NodeServer server) {
    try {
      return server.servers();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @AfterAll
  void stop() throws Exception {
    clients.values().forEach(TestClient::close);
    for (ClusterNode node : nodes) {
      node.close();
    }
    redis.close();
  }

  static String kind(ClusterNode node) {
    return node.name().substring(0, 4);
  }

  Stream<ClusterNode> nodes() {
    return nodes.stream();
  }

  private static String other(ClusterNode node) {
    return kind(node).equals("java") ? "node" : "java";
  }

  /** Awaits the event on these clients; a marker shows that the others did not receive it. */
  private void assertReceived(ClusterNode from, String event, List<String> names, Object... args)
      throws Exception {
    for (String name : names) {
      Object[] got = clients.get(name).next(event);
      assertEquals(args.length, got.length, name);
      for (int i = 0; i < args.length; i++) {
        if (args[i] instanceof byte[] bytes) {
          assertArrayEquals(bytes, (byte[]) got[i], name);
        } else {
          Object json = args[i] instanceof Map<?, ?> ? Json.read(got[i].toString()) : got[i];
          assertEquals(args[i], json, name);
        }
      }
    }
    String marker = "marker-" + event;
    from.emit(To.ALL, marker);
    for (Map.Entry<String, TestClient> client : clients.entrySet()) {
      client.getValue().next(marker);
      long received = client.getValue().order().stream().filter(event::equals).count();
      assertEquals(names.contains(client.getKey()) ? 1 : 0, received, client.getKey());
    }
  }

  private List<String> all() {
    return List.copyOf(clients.keySet());
  }

  private List<String> of(String kind) {
    return all().stream().filter(name -> name.startsWith(kind)).toList();
  }

  @ParameterizedTest(autoCloseArguments = false)
  @MethodSource("nodes")
  void textToAll(ClusterNode from) throws Exception {
    Map<String, Object> value = Map.of("value", 1.5, "unit", "°C ü 🚗");
    from.emit(To.ALL, "text-" + from.name(), value, 7, "x", true);
    assertReceived(from, "text-" + from.name(), all(), value, 7, "x", true);
  }

  @ParameterizedTest(autoCloseArguments = false)
  @MethodSource("nodes")
  void binaryToAll(ClusterNode from) throws Exception {
    Map<String, Object> binary = Json.bytes(1, 2, 255, 0);
    from.emit(To.ALL, "bin-" + from.name(), "before", binary);
    assertReceived(from, "bin-" + from.name(), all(), "before", new byte[] {1, 2, (byte) 255, 0});
  }

  @ParameterizedTest(autoCloseArguments = false)
  @MethodSource("nodes")
  void toARoom(ClusterNode from) throws Exception {
    String event = "room-" + from.name();
    from.emit(To.room(other(from)), event, 1);
    assertReceived(from, event, of(other(from)), 1);
  }

  @ParameterizedTest(autoCloseArguments = false)
  @MethodSource("nodes")
  void toARoomExceptAnother(ClusterNode from) throws Exception {
    String event = "except-" + from.name();
    from.emit(To.room("java", "node").except(other(from)), event, 1);
    assertReceived(from, event, of(kind(from)), 1);
  }

  @ParameterizedTest(autoCloseArguments = false)
  @MethodSource("nodes")
  void volatileEvents(ClusterNode from) throws Exception {
    from.emit(To.ALL.asVolatile(), "volatile-" + from.name(), 3);
    assertReceived(from, "volatile-" + from.name(), all(), 3);
  }

  @ParameterizedTest(autoCloseArguments = false)
  @MethodSource("nodes")
  void acknowledgements(ClusterNode from) throws Exception {
    List<String> answers = new ArrayList<>();
    from.ask(To.ALL, "ask", from.name()).forEach(answer -> answers.add((String) answer));
    assertEquals(all().stream().sorted().toList(), answers.stream().sorted().toList());
  }

  @ParameterizedTest(autoCloseArguments = false)
  @MethodSource("nodes")
  void fetchedSockets(ClusterNode from) throws Exception {
    Map<String, String> servers = new TreeMap<>();
    for (Map<String, Object> socket : from.fetch(To.room("java", "node"))) {
      assertEquals("127.0.0.1", socket.get("address"));
      assertEquals("4", socket.get("query"));
      assertTrue(((Number) socket.get("issued")).longValue() > 1_000_000_000_000L);
      String server = (String) ((Map<?, ?>) socket.get("data")).get("server");
      List<?> rooms = (List<?>) socket.get("rooms");
      assertTrue(rooms.contains(server), rooms::toString);
      assertTrue(rooms.contains(socket.get("id")), rooms::toString);
      servers.put((String) socket.get("id"), server);
    }
    assertEquals(
        List.of("java", "java", "node", "node"), servers.values().stream().sorted().toList());
  }

  @ParameterizedTest(autoCloseArguments = false)
  @MethodSource("nodes")
  void joinAndLeave(ClusterNode from) throws Exception {
    String room = "joined-" + from.name();
    from.join(To.room(other(from)), room);
    awaitRoom(room);
    from.emit(To.room(room), "in-" + from.name(), 1);
    assertReceived(from, "in-" + from.name(), of(other(from)), 1);
    from.leave(To.room(other(from)), room);
    from.emit(To.room(room), "out-" + from.name(), 1);
    assertReceived(from, "out-" + from.name(), List.of(), 1);
  }

  @ParameterizedTest(autoCloseArguments = false)
  @MethodSource("nodes")
  void disconnecting(ClusterNode from) throws Exception {
    String room = "leaving-" + from.name();
    List<TestClient> leaving = new ArrayList<>();
    for (ClusterNode node : nodes) {
      TestClient client = TestClient.connect(node.port());
      client.askAll("join", room);
      leaving.add(client);
    }
    from.disconnect(To.room(room));
    for (TestClient client : leaving) {
      assertEquals("io server disconnect", client.awaitDisconnected());
      client.close();
    }
  }

  @ParameterizedTest(autoCloseArguments = false)
  @MethodSource("nodes")
  void serverSideEvents(ClusterNode from) throws Exception {
    // Node's classic adapter cannot send binary arguments to servers
    boolean text = protocol == ClusterProtocol.CLASSIC && kind(from).equals("node");
    Object second = text ? "text" : Json.bytes(9);
    from.serverSide("hello", "from " + from.name(), second);
    List<Object> expected = List.of("from " + from.name(), second);
    for (ClusterNode node : nodes) {
      if (node != from) {
        Await.until(node.name(), () -> contains(node, expected));
      }
    }
  }

  private static boolean contains(ClusterNode node, List<Object> expected) {
    try {
      return node.received().contains(expected);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @ParameterizedTest(autoCloseArguments = false)
  @MethodSource("nodes")
  void serverSideAnswers(ClusterNode from) throws Exception {
    List<String> answers = new ArrayList<>();
    from.serverSideAsk("hello", "?", 2)
        .forEach(answer -> answers.add((String) ((Map<?, ?>) answer).get("from")));
    List<String> expected =
        nodes.stream().filter(node -> node != from).map(ClusterMatrix::kind).sorted().toList();
    assertEquals(expected, answers.stream().sorted().toList());
  }
}
