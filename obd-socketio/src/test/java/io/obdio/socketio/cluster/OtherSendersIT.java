package io.obdio.socketio.cluster;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.StringCodec;
import io.obdio.socketio.cluster.ClusterNode.To;
import io.obdio.socketio.testing.Await;
import io.obdio.socketio.testing.RedisProcess;
import io.obdio.socketio.testing.TestClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Programs that are no servers: redis-emitter, and python-socketio's write-only managers. */
@Timeout(120)
class OtherSendersIT {
  private static final String PYTHON = "socketio";

  @TempDir Path folder;

  private static ClusterOptions options(ClusterProtocol protocol) {
    return ClusterOptions.defaults().withProtocol(protocol).withSenders(true, PYTHON);
  }

  private static Map<String, Object> event(String event, Object... args) {
    return Map.of("event", event, "args", List.of(args));
  }

  /**
   * With its streams and sharded adapters, Node's servers do not receive the emitter's events.
   *
   * @see <a href="https://github.com/socketio/socket.io-redis-emitter/issues/128">issue 128</a>
   */
  @ParameterizedTest
  @EnumSource(ClusterProtocol.class)
  void redisEmitter(ClusterProtocol protocol) throws Exception {
    try (RedisProcess redis = RedisProcess.start(folder);
        NodeServer node = NodeServer.start("node", redis, protocol, false);
        JavaServer server = JavaServer.start("java", redis, false, options(protocol));
        TestClient member = TestClient.connect(server.port());
        TestClient other = TestClient.connect(server.port())) {
      member.askAll("join", "v1");
      node.emitter("Emit", To.ALL, event("all", "x", Json.bytes(1, 255)));
      assertArrayEquals(new byte[] {1, -1}, (byte[]) member.next("all")[1]);
      assertEquals("x", other.next("all")[0]);
      node.emitter("Emit", To.room("v1"), event("room", 1));
      node.emitter("Emit", To.room("nowhere"), event("nowhere", 1));
      node.emitter("Emit", To.ALL.except("v1"), event("except", 1));
      assertEquals(1, member.next("room")[0]);
      assertEquals(1, other.next("except")[0]);
      node.emitter("Join", To.room("v1"), Map.of("to", "v2"));
      Await.until("joined", () -> rooms(server).contains("v2"));
      node.emitter("Leave", To.room("v2"), Map.of("to", "v2"));
      Await.until("left", () -> !rooms(server).contains("v2"));
      node.emitter("ServerSide", To.ALL, event("hello", "emitter"));
      Await.until("event", () -> server.received().contains(List.of("emitter")));
      server.emit(To.ALL, "end");
      member.next("end");
      other.next("end");
      assertFalse(member.order().contains("except"));
      assertFalse(other.order().contains("room"));
      assertFalse(member.order().contains("nowhere"));
      node.emitter("Disconnect", To.room("v1"), Map.of());
      assertEquals("io server disconnect", member.awaitDisconnected());
    }
  }

  private static Set<String> rooms(JavaServer server) {
    return server.server().root().sockets().stream()
        .flatMap(socket -> socket.rooms().stream())
        .collect(java.util.stream.Collectors.toSet());
  }

  private static String id(JavaServer server, String room) {
    return server.server().root().sockets().stream()
        .filter(socket -> socket.rooms().contains(room))
        .findFirst()
        .orElseThrow()
        .id();
  }

  /** The emitter listens nowhere, and who receives its requests by a pattern is not counted. */
  @ParameterizedTest
  @EnumSource(
      value = ClusterProtocol.class,
      names = {"STREAMS", "SHARDED"})
  void classicServersDoNotCountThisServer(ClusterProtocol protocol) throws Exception {
    try (RedisProcess redis = RedisProcess.start(folder);
        NodeServer classic = NodeServer.start("classic", redis, ClusterProtocol.CLASSIC, false);
        JavaServer server = JavaServer.start("java", redis, false, options(protocol));
        TestClient client = TestClient.connect(server.port())) {
      assertEquals(1, classic.servers());
      classic.emit(To.ALL, "of another cluster", 1);
      classic.emitter("Emit", To.ALL, event("of the emitter", 2));
      assertEquals(2, client.next("of the emitter")[0]);
      assertFalse(client.order().contains("of another cluster"));
    }
  }

  @ParameterizedTest
  @EnumSource(ClusterProtocol.class)
  void python(ClusterProtocol protocol) throws Exception {
    RedisCodec<String, byte[]> codec = RedisCodec.of(StringCodec.UTF8, ByteArrayCodec.INSTANCE);
    try (RedisProcess redis = RedisProcess.start(folder);
        JavaServer server = JavaServer.start("java", redis, false, options(protocol));
        TestClient client = TestClient.connect(server.port());
        TestClient other = TestClient.connect(server.port());
        RedisClient raw = RedisClient.create(redis.uri());
        StatefulRedisConnection<String, byte[]> python = raw.connect(codec)) {
      client.askAll("join", "me");
      String sid = id(server, "me");
      python.sync().publish(PYTHON, PythonCodecTest.PICKLE);
      for (String message :
          List.of(
              "broken",
              "{}",
              "{\"method\":\"enter_room\",\"sid\":\"" + sid + "\",\"room\":\"v1\"}",
              emit("room", "\"v1\"", "null"),
              emit("skipped", "null", "\"" + sid + "\""),
              "{\"method\":\"emit\",\"event\":\"bin\",\"data\":[[{\"_placeholder\":true,\"num\":0}],"
                  + "\"AQL/\"],\"binary\":true,\"namespace\":\"/\",\"room\":\"v1\"}",
              "{\"method\":\"close_room\",\"room\":\"v1\",\"namespace\":\"/\"}",
              emit("closed", "\"v1\"", "null"),
              emit("end", "null", "null"))) {
        python.sync().publish(PYTHON, message.getBytes(StandardCharsets.UTF_8));
      }
      client.next("end");
      other.next("end");
      assertEquals(List.of("room", "bin", "end"), client.order());
      assertEquals(List.of("skipped", "end"), other.order());
      assertArrayEquals(new byte[] {1, 2, -1}, (byte[]) client.next("bin")[0]);
      python
          .sync()
          .publish(
              PYTHON,
              ("{\"method\":\"disconnect\",\"sid\":\"" + sid + "\",\"namespace\":\"/\"}")
                  .getBytes(StandardCharsets.UTF_8));
      assertEquals("io server disconnect", client.awaitDisconnected());
      assertTrue(server.cluster().isConnected());
    }
  }

  private static String emit(String event, String room, String skip) {
    return "{\"method\":\"emit\",\"event\":\""
        + event
        + "\",\"data\":[1],\"binary\":false,\"namespace\":\"/\",\"room\":"
        + room
        + ",\"skip_sid\":"
        + skip
        + ",\"callback\":null,\"host_id\":\"386e33995fce4fb28bb905558979eb26\"}";
  }
}
