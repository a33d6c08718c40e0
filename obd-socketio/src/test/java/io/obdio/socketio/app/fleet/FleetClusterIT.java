package io.obdio.socketio.app.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.obdio.socketio.testing.Await;
import io.obdio.socketio.testing.MosquittoProcess;
import io.obdio.socketio.testing.RawHttp;
import io.obdio.socketio.testing.RedisProcess;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code obdio fleet --cluster}: a node serves without Redis and joins when it comes. */
@Timeout(120)
class FleetClusterIT {

  @TempDir Path folder;

  private static String get(int port, String path) {
    try {
      HttpResponse<String> response = new RawHttp("http://127.0.0.1:" + port).get(path);
      assertEquals(200, response.statusCode(), response::body);
      return response.body();
    } catch (Exception e) {
      throw new IllegalStateException(path, e);
    }
  }

  @Test
  void aNodeIsAMemberOfACluster() throws Exception {
    try (MosquittoProcess broker = MosquittoProcess.start(folder);
        RedisProcess redis = RedisProcess.start(folder)) {
      redis.kill();
      try (NodeProcess node =
          new NodeProcess(
              folder,
              "a",
              "--broker",
              broker.uri(),
              "--sink",
              "files:" + folder.resolve("store"),
              "--metrics",
              "--cluster",
              redis.uri())) {
        int port = node.awaitStarted();
        String health = get(port, "/health");
        assertTrue(health.startsWith("{\"status\":\"degraded\""), health);
        assertTrue(health.contains("cluster: Redis is not reachable"), health);
        assertTrue(get(port, "/metrics").contains("obdio_cluster_up 0.0"));
        redis.restart();
        Await.until("healthy", () -> get(port, "/health").contains("\"up\""));
        assertTrue(get(port, "/metrics").contains("obdio_cluster_up 1.0"));
        assertEquals(143, node.terminate(), node::output);
      }
    }
  }
}
