package io.obdio.socketio.cluster;

import io.obdio.socketio.cluster.redis.RedisCluster;
import io.obdio.socketio.http.HttpOptions;
import io.obdio.socketio.server.ServerOptions;
import io.obdio.socketio.server.SocketIoServer;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.locks.LockSupport;

/** Two servers in a process of their own; a line {@code COUNT RATE} lets the first send events. */
final class JavaPair {
  private JavaPair() {}

  public static void main(String[] args) throws Exception {
    String redis = "redis://127.0.0.1:" + args[0];
    ClusterOptions options = ClusterOptions.defaults().withStream("socket.io", 1, 100_000);
    try (RedisCluster first = RedisCluster.connect(redis, options);
        RedisCluster second = RedisCluster.connect(redis, options);
        SocketIoServer sender = server(first);
        SocketIoServer receiver = server(second)) {
      System.out.println(receiver.port());
      BufferedReader in =
          new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        String[] parts = line.split(" ", -1);
        burst(sender, Integer.parseInt(parts[0]), Integer.parseInt(parts[1]));
        sender.root().emit("end");
        System.out.println("done");
      }
    }
  }

  private static SocketIoServer server(RedisCluster cluster) throws Exception {
    SocketIoServer server =
        SocketIoServer.builder()
            .options(
                ServerOptions.builder()
                    .http(HttpOptions.builder().listen("127.0.0.1", 0).build())
                    .build())
            .adapter(cluster.adapters(null))
            .build();
    server.root(); // joins the cluster
    server.start();
    return server;
  }

  private static void burst(SocketIoServer sender, int count, int rate) {
    long began = System.nanoTime();
    for (int sent = 0; sent < count; ) {
      long due = Math.min(count, (System.nanoTime() - began) * rate / 1_000_000_000);
      due = Math.min(due, sent + rate / 20); // after a pause of the machine, no burst beyond 50 ms
      for (; sent < due; sent++) {
        sender
            .root()
            .emit("n", sent, ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now()) / 1e3);
      }
      LockSupport.parkNanos(1_000_000);
    }
  }
}
