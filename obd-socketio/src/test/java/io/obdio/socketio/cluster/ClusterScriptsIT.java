package io.obdio.socketio.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lettuce.core.AclSetuserArgs;
import io.lettuce.core.RedisBusyException;
import io.lettuce.core.RedisClient;
import io.lettuce.core.ScriptOutputType;
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
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/** Events in quick succession, which servers write to Redis together if it permits scripts. */
@Timeout(120)
class ClusterScriptsIT {
  private static final int EVENTS = 1_000;
  private static final int DISTURBED = EVENTS / 2;
  private static final int RECOVERED = DISTURBED + 50;

  @TempDir Path folder;

  private static int count(
      StatefulRedisConnection<String, String> redis, String command, String figure) {
    Matcher found =
        Pattern.compile("cmdstat_" + command + ":.*?" + figure + "=(\\d+)")
            .matcher(redis.sync().info("commandstats"));
    return found.find() ? Integer.parseInt(found.group(1)) : 0;
  }

  /** Returns how often Redis has carried out a command. */
  private static int calls(StatefulRedisConnection<String, String> redis, String command) {
    return count(redis, command, "calls");
  }

  /** Returns how often Redis has refused a command. */
  private static int refusals(StatefulRedisConnection<String, String> redis, String command) {
    return count(redis, command, "rejected_calls") + count(redis, command, "failed_calls");
  }

  private static void forbid(
      StatefulRedisConnection<String, String> admin, CommandType... commands) {
    AclSetuserArgs rights = new AclSetuserArgs();
    for (CommandType command : commands) {
      rights.removeCommand(command);
    }
    admin.sync().aclSetuser("default", rights);
  }

  private static void awaitStored(JavaServer near) {
    Await.until("stored", () -> near.cluster().queued() == 0);
  }

  private List<Object> burst(RedisProcess redis) throws Exception {
    return burst(redis, () -> {}, () -> {}, () -> {});
  }

  /**
   * Sends events; returns the numbers that a client of the other server received.
   *
   * @param disturb runs in the middle
   * @param meanwhile runs after each event from then on
   * @param recover runs some events later
   */
  private List<Object> burst(
      RedisProcess redis, Executable disturb, Executable meanwhile, Executable recover)
      throws Exception {
    try (JavaServer near = JavaServer.start("near", redis, false);
        JavaServer far = JavaServer.start("far", redis, false);
        TestClient remote = TestClient.connect(far.port())) {
      for (int i = 0; i < EVENTS; i++) {
        near.emit(To.ALL, "n", i);
        if (i == DISTURBED) {
          run(disturb);
        } else if (i > DISTURBED && i < RECOVERED) {
          run(meanwhile);
        } else if (i == RECOVERED) {
          run(recover);
        }
        if (i % 100 == 99) { // the first events determine whether scripts are permitted
          awaitStored(near);
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

  private static void run(Executable step) throws Exception {
    try {
      step.execute();
    } catch (Exception | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new AssertionError(e);
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
      assertEquals(all(), burst(redis));
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
      assertEquals(all(), burst(redis));
      assertEquals(EVENTS, calls(admin, "xadd"));
      assertEquals(0, calls(admin, "eval"));
    }
  }

  @Test
  void theEventsOfARefusedScriptAreWrittenOneByOne() throws Exception {
    try (RedisProcess redis = RedisProcess.start(folder);
        RedisClient client = RedisClient.create(redis.uri());
        StatefulRedisConnection<String, String> admin = client.connect()) {
      assertEquals(all(), burst(redis, () -> forbid(admin, CommandType.EVAL), () -> {}, () -> {}));
      assertEquals(EVENTS, calls(admin, "xadd"));
      assertTrue(refusals(admin, "eval") > 0);
    }
  }

  /** A replica refuses what changes data until it becomes the master. */
  @Test
  void eventsWaitWhileRedisIsAReplica() throws Exception {
    try (RedisProcess redis = RedisProcess.start(folder);
        RedisClient client = RedisClient.create(redis.uri());
        StatefulRedisConnection<String, String> admin = client.connect()) {
      List<Object> received =
          burst(
              redis,
              () -> admin.sync().replicaof("127.0.0.1", 1),
              () -> {},
              () -> {
                Await.until(
                    "a refusal", () -> refusals(admin, "eval") + refusals(admin, "xadd") > 0);
                admin.sync().replicaofNoOne();
              });
      assertEquals(all(), received);
      assertEquals(EVENTS, calls(admin, "xadd"));
    }
  }

  @Test
  void eventsWaitWhileRedisIsBusyWithAnotherScript() throws Exception {
    try (RedisProcess redis = RedisProcess.start(folder, "--busy-reply-threshold", "10");
        RedisClient client = RedisClient.create(redis.uri());
        StatefulRedisConnection<String, String> admin = client.connect();
        StatefulRedisConnection<String, String> other = client.connect()) {
      List<Object> received =
          burst(
              redis,
              () -> {
                var unused = other.async().eval("while true do end", ScriptOutputType.STATUS);
                Await.until("Redis is busy", () -> isBusy(admin));
              },
              () -> assertTrue(isBusy(admin)),
              () -> admin.sync().scriptKill());
      assertEquals(all(), received);
      int refused = refusals(admin, "eval") + refusals(admin, "xadd");
      assertTrue(refused > 1, refused + " commands; one is the other script");
    }
  }

  private static boolean isBusy(StatefulRedisConnection<String, String> redis) {
    try {
      redis.sync().ping();
      return false;
    } catch (RedisBusyException e) {
      return true;
    }
  }

  @Test
  void eventsThatRedisRefusesAreCounted() throws Exception {
    try (RedisProcess redis = RedisProcess.start(folder);
        RedisClient client = RedisClient.create(redis.uri());
        StatefulRedisConnection<String, String> admin = client.connect();
        JavaServer near = JavaServer.start("near", redis, false)) {
      for (int i = 0; i < 100; i++) {
        near.emit(To.ALL, "n", i);
      }
      awaitStored(near);
      Await.until(
          "scripts are in use",
          () -> {
            near.emit(To.ALL, "n");
            near.emit(To.ALL, "n");
            awaitStored(near);
            return calls(admin, "eval") > 1;
          });
      forbid(admin, CommandType.EVAL, CommandType.XADD);
      for (int i = 0; i < 20; i++) {
        near.emit(To.ALL, "n", i);
      }
      awaitStored(near);
      assertEquals(20, near.cluster().dropped());
    }
  }
}
