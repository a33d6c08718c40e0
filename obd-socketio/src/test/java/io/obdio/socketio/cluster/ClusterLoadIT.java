package io.obdio.socketio.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.obdio.socketio.testing.RawWebSocket;
import io.obdio.socketio.testing.RedisProcess;
import java.io.BufferedReader;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
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
    try (RawWebSocket client =
        RawWebSocket.connect(
            "ws://127.0.0.1:" + pair.port() + "/socket.io/?EIO=4&transport=websocket")) {
      client.textAfterPings();
      client.send("40");
      client.textAfterPings();
      received(pair, client, WARMUP); // until both have compiled what is used often
      Duration before = pair.cpu();
      double[] waits = received(pair, client, COUNT);
      Duration used = pair.cpu().minus(before);
      assertTrue(!complete || waits.length == COUNT, waits.length + " of " + COUNT + " arrived");
      Arrays.sort(waits);
      double rate = waits.length / (used.toMillis() / 1e3);
      System.out.printf(
          "%s: %d of %d deliveries at %d/s, %.0f us CPU each, p50 %.2f ms, p99 %.2f ms%n",
          name,
          waits.length,
          COUNT,
          RATE,
          1e6 / rate,
          waits[waits.length / 2],
          waits[waits.length * 99 / 100]);
      return rate;
    }
  }

  private static double[] received(Pair pair, RawWebSocket client, int count) throws Exception {
    CompletableFuture<Void> sent = new CompletableFuture<>();
    Thread sender =
        new Thread(
            () -> {
              try {
                pair.burst(count, RATE);
                sent.complete(null);
              } catch (Exception | AssertionError e) {
                sent.completeExceptionally(e);
              }
            },
            "burst");
    sender.start();
    double[] waits = receive(client);
    sent.get(60, TimeUnit.SECONDS);
    return waits;
  }

  /** Receives a burst in order until its event {@code end}; returns the latencies in ms. */
  private static double[] receive(RawWebSocket client) throws Exception {
    List<Double> waits = new ArrayList<>();
    int last = -1;
    while (true) {
      List<?> event = (List<?>) Json.read(client.textAfterPings().substring(2));
      if (event.get(0).equals("end")) {
        return waits.stream().mapToDouble(Double::doubleValue).toArray();
      }
      double now = ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now()) / 1e3;
      int number = (int) event.get(1);
      assertTrue(number > last, number + " after " + last);
      last = number;
      waits.add(now - ((Number) event.get(2)).doubleValue());
    }
  }
}
