package io.obdio.socketio.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.obdio.socketio.testing.ClientProcess;
import io.obdio.socketio.testing.RedisProcess;
import java.io.BufferedReader;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Deliveries from one server to a client of another: of this project, then of Node, in one run on
 * one machine, at the same rate, after a warm-up of the same length. Both servers of this project
 * are in one process with the collector that the command {@code obdio} chooses; its processor time
 * includes the compiler and the garbage collector.
 */
@Tag("long")
@Timeout(600)
class ClusterLoadIT {
  private static final int RATE = Integer.getInteger("obdio.cluster.rate", 8_000);
  private static final int COUNT = Integer.getInteger("obdio.cluster.count", 160_000);
  private static final int WARMUP = 240_000;

  /** A pair of servers. */
  private interface Pair {
    int port();

    void burst(int count, int rate) throws Exception;

    Duration cpu();
  }

  @TempDir Path folder;

  @Test
  void deliveriesPerSecondOfProcessorTime() throws Exception {
    try (RedisProcess redis = RedisProcess.start(folder)) {
      double ours = java(redis);
      double node = node(redis);
      System.out.printf("%.0f and %.0f deliveries per CPU second: %.1f%n", ours, node, ours / node);
      assertTrue(ours >= 3 * node, ours + " and " + node);
    }
  }

  private static double java(RedisProcess redis) throws Exception {
    Process process =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElse("java"),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                JavaPair.class.getName(),
                Integer.toString(redis.port()))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (Writer commands =
            new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8);
        BufferedReader answers = process.inputReader(StandardCharsets.UTF_8)) {
      int port = Integer.parseInt(answers.readLine());
      return measure(
          "this project",
          new Pair() {
            @Override
            public int port() {
              return port;
            }

            @Override
            public void burst(int count, int rate) throws Exception {
              commands.write(count + " " + rate + "\n");
              commands.flush();
              assertEquals("done", answers.readLine());
            }

            @Override
            public Duration cpu() {
              return process.toHandle().info().totalCpuDuration().orElseThrow();
            }
          },
          true);
    } finally {
      process.destroy();
    }
  }

  private static double node(RedisProcess redis) throws Exception {
    try (NodeServer sender = NodeServer.start("sender", redis, false);
        NodeServer receiver = NodeServer.start("receiver", redis, false)) {
      return measure(
          "Node",
          new Pair() {
            @Override
            public int port() {
              return receiver.port();
            }

            @Override
            public void burst(int count, int rate) throws Exception {
              sender.burst(count, rate);
            }

            @Override
            public Duration cpu() {
              return sender.cpu().plus(receiver.cpu());
            }
          },
          false);
    }
  }

  /**
   * Returns the deliveries per second of processor time, after a burst that is not counted.
   *
   * @param complete whether every event must arrive; Node's adapter loses some if it reads late
   */
  private static double measure(String name, Pair pair, boolean complete) throws Exception {
    Process client =
        new ProcessBuilder("node", "client.mjs", Integer.toString(pair.port()))
            .directory(ClientProcess.folder("cluster").toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader lines = client.inputReader(StandardCharsets.UTF_8)) {
      assertEquals(Map.of("connected", true), Json.read(lines.readLine()));
      pair.burst(WARMUP, RATE); // until both have compiled what is used often
      lines.readLine();
      Duration before = pair.cpu();
      pair.burst(COUNT, RATE);
      Map<?, ?> result = (Map<?, ?>) Json.read(lines.readLine());
      Duration used = pair.cpu().minus(before);
      int received = (int) result.get("received");
      assertEquals(true, result.get("ordered"));
      assertTrue(!complete || received == COUNT, received + " of " + COUNT + " arrived");
      double rate = received / (used.toMillis() / 1e3);
      System.out.printf(
          "%s: %d of %d deliveries at %d/s, %.0f us CPU each, p50 %.2f ms, p99 %.2f ms%n",
          name, received, COUNT, RATE, 1e6 / rate, millis(result, "p50"), millis(result, "p99"));
      return rate;
    } finally {
      client.destroy();
    }
  }

  private static double millis(Map<?, ?> result, String name) {
    return ((Number) result.get(name)).doubleValue();
  }
}
