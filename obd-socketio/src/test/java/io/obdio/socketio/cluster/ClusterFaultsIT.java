package io.obdio.socketio.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import io.obdio.socketio.cluster.ClusterNode.To;
import io.obdio.socketio.server.AckException;
import io.obdio.socketio.testing.Await;
import io.obdio.socketio.testing.RedisProcess;
import io.obdio.socketio.testing.TestClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Servers of a cluster with messages that no adapter sent, a silent member, and an outage. */
@Timeout(120)
class ClusterFaultsIT {
  private static final RedisCodec<String, byte[]> CODEC =
      RedisCodec.of(StringCodec.UTF8, ByteArrayCodec.INSTANCE);

  /** The time for the answer of a member that does not answer. */
  private static final Duration HASTY = Duration.ofMillis(400);

  @TempDir Path folder;

  private static ClusterOptions options(ClusterProtocol protocol) {
    return ClusterOptions.defaults()
        .withProtocol(protocol)
        .withSenders(true, "socketio")
        .withRequestTimeout(Duration.ofSeconds(2));
  }

  /** Texts and bytes that are no messages, or messages with members of wrong types. */
  private static List<byte[]> poison() {
    List<byte[]> all = new ArrayList<>();
    for (String text :
        List.of(
            "",
            "x",
            "{",
            "{}",
            "[]",
            "[".repeat(10_000),
            "{\"type\":3}",
            "{\"type\":3,\"uid\":\"x\",\"nsp\":\"/\"}",
            "{\"type\":3,\"uid\":\"x\",\"nsp\":\"/\",\"data\":{\"packet\":7,\"opts\":[]}}",
            "{\"type\":3,\"uid\":7,\"nsp\":[],\"data\":[]}",
            "{\"type\":8,\"uid\":\"x\",\"nsp\":\"/\",\"data\":{\"requestId\":\"x\",\"sockets\":[7]}}",
            "{\"type\":2,\"opts\":{},\"rooms\":7}",
            "{\"type\":5,\"requestId\":7}",
            "{\"type\":6,\"data\":{}}",
            "{\"type\":7,\"packet\":{\"type\":3},\"opts\":{}}",
            "{\"type\":9,\"requestId\":\"x\"}",
            "{\"method\":\"emit\"}")) {
      all.add(text.getBytes(StandardCharsets.UTF_8));
    }
    all.add(new byte[] {(byte) 0xC0}); // nil
    all.add(new byte[] {(byte) 0x90}); // an empty array
    all.add(new byte[] {(byte) 0x93, 1, 2, 3}); // an array of numbers
    all.add(new byte[] {(byte) 0x93, (byte) 0xA1, 'u', (byte) 0x80, (byte) 0x80}); // no packet
    all.add(new byte[] {(byte) 0xDF, -1, -1, -1, -1}); // a map of 2^32-1 members
    all.add(new byte[100_000]);
    return all;
  }

  @ParameterizedTest
  @EnumSource(ClusterProtocol.class)
  void messagesThatNoAdapterSentAreSkipped(ClusterProtocol protocol) throws Exception {
    try (RedisProcess redis = RedisProcess.start(folder);
        JavaServer near = JavaServer.start("near", redis, false, options(protocol));
        JavaServer far = JavaServer.start("far", redis, false, options(protocol));
        TestClient client = TestClient.connect(near.port());
        RedisClient raw = RedisClient.create(redis.uri());
        StatefulRedisConnection<String, byte[]> commands = raw.connect(CODEC)) {
      client.askAll("join", "v1");
      Await.until("two servers", () -> fetched(far) == 1);
      List<String> channels = new ArrayList<>(commands.sync().pubsubChannels());
      channels.addAll(List.of("socket.io#/#", "socket.io#/#v1#", "socket.io-request#/#"));
      List<String> sharded = commands.sync().pubsubShardChannels();
      assertEquals(protocol == ClusterProtocol.SHARDED, sharded.contains("socket.io#/#"));
      for (byte[] message : poison()) {
        channels.forEach(channel -> commands.sync().publish(channel, message));
        sharded.forEach(channel -> commands.sync().spublish(channel, message));
      }
      far.emit(To.room("v1"), "good", 7);
      assertEquals(7, client.next("good")[0]);
      far.emit(To.ALL, "all", 8);
      assertEquals(8, client.next("all")[0]);
      assertEquals(List.of("good", "all"), client.order());
      assertEquals(1, fetched(far));
      assertEquals(List.of(Map.of("from", "java", "args", 0)), far.serverSideAsk("hello"));
      assertTrue(near.cluster().isConnected());
    }
  }

  private static int fetched(JavaServer server) {
    try {
      return Await.value(server.server().root().fetchSockets()).size();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static AckException failure(CompletionStage<?> result) {
    ExecutionException failure =
        assertThrows(ExecutionException.class, () -> result.toCompletableFuture().get());
    return assertInstanceOf(AckException.class, failure.getCause());
  }

  /** In Node, one member that does not answer makes all others unknown. */
  @ParameterizedTest
  @EnumSource(ClusterProtocol.class)
  void whatTheOtherMembersAnswerIsKept(ClusterProtocol protocol) throws Exception {
    try (RedisProcess redis = RedisProcess.start(folder);
        JavaServer near =
            JavaServer.start("near", redis, false, options(protocol).withRequestTimeout(HASTY));
        JavaServer far = JavaServer.start("far", redis, false, options(protocol));
        TestClient client = TestClient.connect(far.port());
        RedisClient raw = RedisClient.create(redis.uri());
        StatefulRedisPubSubConnection<String, byte[]> silent = raw.connectPubSub(CODEC)) {
      client.answer("ask", "yes");
      switch (protocol) {
        case STREAMS -> silent.sync().subscribe("socket.io#/#");
        case SHARDED -> silent.sync().ssubscribe("socket.io#/#");
        case CLASSIC -> silent.sync().subscribe("socket.io-request#/#");
      }
      // The other server may answer later than that on a slow machine, but not always.
      Await.until("the sockets of the other server", () -> fetched(near) == 1);
      Await.until(
          "its answer",
          () ->
              failure(near.server().root().serverSideEmitWithAck(HASTY, "hello", 1))
                      .received()
                      .size()
                  == 1);
      Await.until(
          "the answer of its client",
          () ->
              failure(near.server().root().except().emitWithAck(HASTY, "ask"))
                  .received()
                  .equals(List.of(List.of("yes"))));
    }
  }

  /** What is published while a member is not subscribed is lost; later messages arrive. */
  @ParameterizedTest
  @EnumSource(
      value = ClusterProtocol.class,
      names = {"SHARDED", "CLASSIC"})
  void subscriptionsReturnAfterAnOutage(ClusterProtocol protocol) throws Exception {
    try (RedisProcess redis = RedisProcess.start(folder);
        JavaServer near = JavaServer.start("near", redis, false, options(protocol));
        JavaServer far = JavaServer.start("far", redis, false, options(protocol));
        TestClient local = TestClient.connect(near.port());
        TestClient remote = TestClient.connect(far.port())) {
      remote.askAll("join", "before");
      redis.kill();
      Await.until("the outage is noticed", () -> !near.cluster().isConnected());
      remote.askAll("join", "meanwhile");
      near.emit(To.ALL, "local", 1);
      assertEquals(1, local.next("local")[0]);
      redis.restart();
      for (String room : List.of("before", "meanwhile")) {
        Await.until(
            "events for the room " + room,
            () -> {
              near.emit(To.room(room), room);
              return remote.order().contains(room);
            });
      }
      assertFalse(local.order().contains("before"));
      assertEquals(0, near.cluster().dropped());
    }
  }
}
