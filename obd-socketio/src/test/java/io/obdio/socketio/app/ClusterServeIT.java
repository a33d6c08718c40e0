package io.obdio.socketio.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.obdio.socketio.testing.Await;
import io.obdio.socketio.testing.RawHttp;
import io.obdio.socketio.testing.RedisProcess;
import io.obdio.socketio.testing.TestClient;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code obdio serve --cluster}: two of them on one Redis, which is away at first. */
@Timeout(120)
class ClusterServeIT {
  @TempDir Path folder;

  private static String get(InProcessServer server, String path) throws Exception {
    HttpResponse<String> response = new RawHttp(server.url("")).get(path);
    assertEquals(200, response.statusCode());
    return response.body();
  }

  private static boolean has(InProcessServer server, String path, String text) {
    try {
      return get(server, path).contains(text);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void servesAtOnceAndJoinsWhenRedisComes() throws Exception {
    try (RedisProcess redis = RedisProcess.start(folder)) {
      redis.kill();
      String flag = "--cluster=" + redis.uri();
      try (InProcessServer first = new InProcessServer(flag, "--metrics");
          InProcessServer second = new InProcessServer(flag);
          TestClient here = TestClient.connect(first.port());
          TestClient there = TestClient.connect(second.port())) {
        String health = get(first, "/health");
        assertTrue(health.startsWith("{\"status\":\"degraded\""), health);
        assertTrue(health.contains("\"cluster: Redis is not reachable\""), health);
        assertTrue(has(first, "/metrics", "obdio_cluster_up 0.0"));
        first.io.namespace().emit("notice", 1);
        assertEquals(1, here.next("notice")[0]);
        redis.restart();
        assertEquals(1, there.next("notice")[0]);
        Await.until("healthy", () -> has(first, "/health", "{\"status\":\"up\""));
        assertTrue(has(first, "/metrics", "obdio_cluster_up 1.0"));
      }
    }
  }

  /** The program for drivers does not contain Lettuce. */
  @Test
  void theDriversProgramNamesTheOther() throws Exception {
    Program.Result result =
        Program.run(folder, "serve", "--transport=sim:", "--port=0", "--cluster=redis://:pw@h");
    assertEquals(2, result.exit());
    assertTrue(result.err().contains("obdio-fleet.jar"), result.err());
    assertFalse(result.err().contains(":pw@"), result.err());
  }
}
