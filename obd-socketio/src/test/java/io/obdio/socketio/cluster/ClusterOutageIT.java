package io.obdio.socketio.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import io.obdio.socketio.cluster.ClusterNode.To;
import io.obdio.socketio.cluster.redis.RedisCluster;
import io.obdio.socketio.cluster.redis.RedisState;
import io.obdio.socketio.json.jackson.JacksonJson;
import io.obdio.socketio.server.RemoteSocket;
import io.obdio.socketio.testing.Await;
import io.obdio.socketio.testing.RedisProcess;
import io.obdio.socketio.testing.TestCertificates;
import io.obdio.socketio.testing.TestClient;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Servers of a cluster whose Redis fails, or has entries that no adapter wrote. */
@Timeout(120)
class ClusterOutageIT {
  @TempDir Path folder;

  private static List<Object> values(TestClient client, String event, int count) throws Exception {
    List<Object> values = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      values.add(client.next(event)[0]);
    }
    return values;
  }

  private static List<Object> numbers(int from, int to) {
    return new ArrayList<>(IntStream.range(from, to).boxed().toList());
  }

  /** The local client is served meanwhile, and the other server gets all events afterwards. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void noReliableEventIsLost(boolean recovery) throws Exception {
    try (RedisProcess redis = RedisProcess.persistent(folder);
        JavaServer near = JavaServer.start("near", redis, recovery);
        JavaServer far = JavaServer.start("far", redis, recovery);
        TestClient local = TestClient.connect(near.port());
        TestClient remote = TestClient.connect(far.port())) {
      for (int i = 0; i < 100; i++) {
        near.emit(To.ALL, "n", i);
      }
      assertEquals(numbers(0, 100), values(local, "n", 100));
      assertEquals(numbers(0, 100), values(remote, "n", 100));
      redis.kill();
      Await.until("the outage is noticed", () -> !near.cluster().isConnected());
      for (int first = 100; first < 600; first += 20) { // a slow client misses volatile events
        for (int i = first; i < first + 20; i++) {
          near.emit(To.ALL, "n", i);
          near.emit(To.ALL.asVolatile(), "volatile", i);
        }
        assertEquals(numbers(first, first + 20), values(local, "n", 20));
        assertEquals(numbers(first, first + 20), values(local, "volatile", 20));
      }
      assertEquals(1, Await.value(near.server().root().fetchSockets()).size());
      redis.restart();
      assertEquals(numbers(100, 600), values(remote, "n", 500));
      Await.until("connected", () -> near.cluster().isConnected());
      near.emit(To.ALL, "end");
      remote.next("end");
      assertFalse(remote.order().contains("volatile"));
      assertEquals(0, near.cluster().dropped());
    }
  }

  @Test
  void theQueueIsBounded() throws Exception {
    ClusterOptions few = ClusterOptions.defaults().withMaxQueued(10);
    try (RedisProcess redis = RedisProcess.persistent(folder);
        JavaServer near = JavaServer.start("near", redis, false, few);
        JavaServer far = JavaServer.start("far", redis, false);
        TestClient local = TestClient.connect(near.port());
        TestClient remote = TestClient.connect(far.port())) {
      redis.kill();
      Await.until("the outage is noticed", () -> !near.cluster().isConnected());
      for (int i = 0; i < 100; i++) {
        near.emit(To.ALL, "n", i);
      }
      assertEquals(numbers(0, 100), values(local, "n", 100));
      assertEquals(90, near.cluster().dropped());
      redis.restart();
      assertEquals(numbers(0, 10), values(remote, "n", 10));
    }
  }

  /** The clients are served at once; what was sent meanwhile arrives when Redis is started. */
  @Test
  void serversStartWhileRedisIsAway() throws Exception {
    try (RedisProcess redis = RedisProcess.start(folder)) {
      redis.kill();
      try (JavaServer near = JavaServer.open("near", redis.uri(), ClusterOptions.defaults());
          JavaServer far = JavaServer.open("far", redis.uri(), ClusterOptions.defaults());
          TestClient local = TestClient.connect(near.port());
          TestClient remote = TestClient.connect(far.port())) {
        for (int i = 0; i < 50; i++) {
          near.emit(To.ALL, "n", i);
        }
        assertEquals(numbers(0, 50), values(local, "n", 50));
        assertEquals(RedisState.UNREACHABLE, near.cluster().state());
        assertEquals(50, near.cluster().queued());
        assertEquals(1, Await.value(near.server().root().fetchSockets()).size());
        redis.restart();
        assertEquals(numbers(0, 50), values(remote, "n", 50));
        Await.until("connected", () -> near.cluster().state() == RedisState.CONNECTED);
        Await.until("both are members", () -> fetched(near) == 2 && near.cluster().queued() == 0);
        assertEquals(0, near.cluster().dropped());
      }
    }
  }

  private static int fetched(JavaServer server) {
    return fetch(server).size();
  }

  private static List<RemoteSocket> fetch(JavaServer server) {
    try {
      return Await.value(server.server().root().fetchSockets());
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void theMembershipIsNotAwaitedForLong() throws Exception {
    RedisProcess redis = RedisProcess.start(folder);
    redis.close();
    IOException failure =
        assertThrows(
            IOException.class, () -> RedisCluster.connect(redis.uri(), ClusterOptions.defaults()));
    String start = "cannot connect to Redis at 127.0.0.1:" + redis.port() + ": ";
    assertTrue(failure.getMessage().startsWith(start), failure.getMessage());
  }

  @Test
  void encryptedConnections() throws Exception {
    Path certificates = folder.resolve("certificates");
    TestCertificates unused = TestCertificates.make(certificates);
    try (RedisProcess redis = RedisProcess.encrypted(folder, certificates)) {
      String uri = "rediss://localhost:" + redis.port();
      ClusterOptions options = ClusterOptions.defaults();
      assertThrows(IOException.class, () -> RedisCluster.connect(uri, options));
      try (RedisCluster cluster =
          RedisCluster.open(uri, certificates.resolve("ca.pem"), options, new JacksonJson())) {
        Await.until("connected", () -> cluster.state() == RedisState.CONNECTED);
      }
    }
  }

  /** The password is not repeated in messages. */
  @Test
  void aWrongPasswordIsReported() throws Exception {
    try (RedisProcess redis = RedisProcess.start(folder, "--requirepass", "correct")) {
      String address = "127.0.0.1:" + redis.port();
      IOException failure =
          assertThrows(
              IOException.class,
              () -> RedisCluster.connect("redis://:secret1@" + address, ClusterOptions.defaults()));
      assertFalse(failure.getMessage().contains("secret1"), failure.getMessage());
      try (RedisCluster refused =
              RedisCluster.open("redis://:secret1@" + address, ClusterOptions.defaults());
          RedisCluster accepted =
              RedisCluster.connect("redis://:correct@" + address, ClusterOptions.defaults())) {
        Await.until("refused", () -> refused.state() == RedisState.REFUSED);
        assertEquals(RedisState.CONNECTED, accepted.state());
      }
    }
    IllegalArgumentException invalid =
        assertThrows(
            IllegalArgumentException.class,
            () -> RedisCluster.open("redis//:secret1@h:x", ClusterOptions.defaults()));
    assertFalse(invalid.getMessage().contains("secret1"), invalid.getMessage());
  }

  /** Node's adapter reads such an entry again and again, and nothing behind it. */
  @Test
  void entriesThatNoAdapterWroteAreSkipped() throws Exception {
    try (RedisProcess redis = RedisProcess.start(folder);
        JavaServer server = JavaServer.start("java", redis, false);
        TestClient client = TestClient.connect(server.port());
        RedisClient raw = RedisClient.create(redis.uri());
        StatefulRedisConnection<String, String> commands = raw.connect()) {
      String opts = "\"opts\":{\"rooms\":[],\"except\":[],\"flags\":{}}";
      for (Map<String, String> fields :
          List.of(
              entry("3", "{\"packet\":{\"type\":2,\"data\":[\"no options\"]}}"),
              entry("3", "{" + opts + "}"),
              entry("3", "{\"packet\":{\"type\":2,\"data\":[]}," + opts + "}"),
              entry("3", "{\"packet\":{\"type\":3,\"data\":[\"ack\"]}," + opts + "}"),
              entry("3", "not base64!"),
              entry("3", "{broken"),
              entry("x", "{}"),
              entry("99", "{}"),
              entry("1", "{}"),
              Map.of("uid", "emitter"),
              Map.of("unknown", "field"))) {
        commands.sync().xadd("socket.io", fields);
      }
      commands
          .sync()
          .xadd(
              "socket.io",
              entry("3", "{\"packet\":{\"type\":2,\"data\":[\"good\",7]}," + opts + "}"));
      assertEquals(7, client.next("good")[0]);
      assertEquals(List.of("good"), client.order());
      commands.sync().publish("socket.io#/#", "no MessagePack");
      commands.sync().publish("socket.io#/#", "");
      server.serverSide("alive");
      assertTrue(server.cluster().isConnected());
    }
  }

  private static Map<String, String> entry(String type, String data) {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("uid", "emitter");
    fields.put("nsp", "/");
    fields.put("type", type);
    fields.put("data", data);
    return fields;
  }

  /** Node computes the number of a stream with a sign, and does not read the negative ones. */
  @Test
  void namespacesWithANegativeStream() throws Exception {
    ClusterOptions four = ClusterOptions.defaults().withStream("socket.io", 4, 1_000);
    try (RedisProcess redis = RedisProcess.start(folder);
        JavaServer near = JavaServer.start("near", redis, false, four);
        JavaServer far = JavaServer.start("far", redis, false, four)) {
      near.server().of("/vehicles");
      far.server().of("/vehicles");
      try (TestClient client = TestClient.open(far.port(), "/vehicles", options -> {})) {
        client.awaitAccepted();
        near.server().of("/vehicles").emit("event", 5);
        assertEquals(5, client.next("event")[0]);
      }
    }
  }

  /** In Node, one server that does not answer makes all others unknown. */
  @Test
  void aServerThatDoesNotAnswerIsLeftOut() throws Exception {
    ClusterOptions hasty = ClusterOptions.defaults().withRequestTimeout(Duration.ofMillis(300));
    try (RedisProcess redis = RedisProcess.start(folder);
        JavaServer near = JavaServer.start("near", redis, false, hasty);
        JavaServer far = JavaServer.start("far", redis, false);
        TestClient client = TestClient.connect(far.port());
        RedisClient raw = RedisClient.create(redis.uri());
        var silent = raw.connectPubSub()) {
      silent.sync().subscribe("socket.io#/#");
      // The other server may answer later than that on a slow machine, but not always.
      List<RemoteSocket> sockets = new ArrayList<>();
      Await.until("the socket of the other server", () -> sockets.addAll(fetch(near)));
      assertEquals(1, sockets.size());
      RemoteSocket socket = sockets.get(0);
      assertEquals(Map.of("server", "java"), socket.data());
      socket.join("elsewhere");
      Await.until(
          "joined",
          () ->
              far.server().root().sockets().stream()
                  .allMatch(s -> s.rooms().equals(Set.of(s.id(), "elsewhere"))));
      socket.emit("direct", 1);
      assertEquals(1, client.next("direct")[0]);
      socket.disconnect(true);
      client.awaitDisconnected();
    }
  }
}
