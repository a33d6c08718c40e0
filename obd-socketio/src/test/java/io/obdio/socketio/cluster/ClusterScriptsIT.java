package io.obdio.socketio.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lettuce.core.AclSetuserArgs;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.protocol.CommandType;
import io.obdio.socketio.cluster.ClusterNode.To;
import io.obdio.socketio.testing.Await;
import io.obdio.socketio.testing.RedisProcess;
import io.obdio.socketio.testing.TestClient;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Events in quick succession, which servers write to Redis together if it permits scripts. */
@Timeout(120)
class ClusterScriptsIT {
  private static final int EVENTS = 1_000;
  private static final int NEVER = Integer.MAX_VALUE;

  @TempDir Path folder;

  /** Returns how often Redis has carried out a command. */
  private static int calls(StatefulRedisConnection<String, String> redis, String command) {
    Matcher calls =
        Pattern.compile("cmdstat_" + command + ":calls=(\\d+)")
            .matcher(redis.sync().info("commandstats"));
    return calls.find() ? Integer.parseInt(calls.group(1)) : 0;
  }

  /** Sends events; returns the numbers that a client of the other server received. */
  private List<Object> burst(
      RedisProcess redis, StatefulRedisConnection<String, String> admin, int forbidAt)
      throws Exception {
    try (JavaServer near = JavaServer.start("near", redis, false);
        JavaServer far = JavaServer.start("far", redis, false);
        TestClient remote = TestClient.connect(far.port())) {
      for (int i = 0; i < EVENTS; i++) {
        near.emit(To.ALL, "n", i);
        if (i % 100 == 99) { // the first events determine whether scripts are permitted
          Await.until("stored", () -> near.cluster().queued() == 0);
        }
        if (i == forbidAt) {
          admin
              .sync()
              .aclSetuser("default", AclSetuserArgs.Builder.removeCommand(CommandType.EVAL));
        }
      }
      List<Object> received = new ArrayList<>();
      for (int i = 0; i < EVENTS; i++) {
        received.add(remote.next("n")[0]);
      }
      assertEquals(0, near.cluster().dropped());
      return received;
    }
  }

  private static List<Integer> all() {
    return IntStream.range(0, EVENTS).boxed().toList();
  }

  @Test
  void eventsAreWrittenTogether() throws Exception {
    try (RedisProcess redis = RedisProcess.start(folder);
        RedisClient client = RedisClient.create(redis.uri());
        StatefulRedisConnection<String, String> admin = client.connect()) {
      assertEquals(all(), burst(redis, admin, NEVER));
      assertEquals(EVENTS, calls(admin, "xadd"));
      int scripts = calls(admin, "eval");
      assertTrue(scripts > 1 && scripts < EVENTS / 2, scripts + " scripts");
    }
  }

  @Test
  void eventsAreWrittenOneByOneWithoutThePermissionForScripts() throws Exception {
    try (RedisProcess redis =
            RedisProcess.start(
                folder, "--user", "default", "on", "nopass", "~*", "&*", "+@all", "-@scripting");
        RedisClient client = RedisClient.create(redis.uri());
        StatefulRedisConnection<String, String> admin = client.connect()) {
      assertEquals(all(), burst(redis, admin, NEVER));
      assertEquals(EVENTS, calls(admin, "xadd"));
    }
  }

  @Test
  void theEventsOfARefusedScriptAreWrittenOneByOne() throws Exception {
    try (RedisProcess redis = RedisProcess.start(folder);
        RedisClient client = RedisClient.create(redis.uri());
        StatefulRedisConnection<String, String> admin = client.connect()) {
      List<Object> received = burst(redis, admin, EVENTS / 2);
      assertEquals(EVENTS, received.stream().distinct().count());
      assertEquals(EVENTS, calls(admin, "xadd"));
    }
  }
}
