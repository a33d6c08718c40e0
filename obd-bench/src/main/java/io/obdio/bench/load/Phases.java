package io.obdio.bench.load;

import io.obdio.bench.load.RawClients.Counts;
import io.obdio.bench.load.ServerProcess.Memory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The measurements; each starts its server anew and warms it up. */
final class Phases {
  private static final int WARM_CLIENTS = 50;
  private static final long WARM_ANSWERS = 60_000;
  private static final long WARM_NANOS = 15_000_000_000L;

  /** Questions answered. */
  record RoundTrips(int clients, double perSecond, double perCpuSecond, double p50, double p99) {}

  /** Broadcasts received. */
  record Deliveries(int clients, double perSecond, double perCpuSecond) {}

  /** Memory one idle connection takes, in bytes. */
  record Idle(int clients, double heap, double direct, double resident) {}

  private final List<String> jvm;
  private final Path node;
  private final long millis;

  /**
   * The measurements.
   *
   * @param jvm options of the Java servers
   * @param node the folder with Node's server
   * @param millis of one measurement
   */
  Phases(List<String> jvm, Path node, long millis) {
    this.jvm = jvm;
    this.node = node;
    this.millis = millis;
  }

  static void pause(long millis) throws IOException {
    try {
      TimeUnit.MILLISECONDS.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  /** Lets the compilers there do their work: by the load done, not by the time gone. */
  private static void warm(ServerProcess server, Target target, double seconds) throws IOException {
    long answers = (long) (WARM_ANSWERS * seconds);
    try (RawClients clients = new RawClients(server.port(), target.echo())) {
      clients.connect(WARM_CLIENTS);
      clients.startAsking();
      long deadline = System.nanoTime() + WARM_NANOS;
      while (clients.counts().answers() < answers && System.nanoTime() < deadline) {
        pause(20);
      }
      clients.stopAsking();
    }
  }

  List<RoundTrips> roundTrips(Target target, List<Integer> counts) throws IOException {
    List<RoundTrips> result = new ArrayList<>();
    try (ServerProcess server = target.start(jvm, node)) {
      warm(server, target, millis / 1000.0);
      for (int count : counts) {
        try (RawClients clients = new RawClients(server.port(), target.echo())) {
          clients.connect(count);
          clients.startAsking();
          pause(millis / 4);
          double cpu = server.cpuSeconds();
          Counts before = clients.counts();
          pause(millis);
          Map.Entry<Counts, double[]> end = clients.result();
          cpu = server.cpuSeconds() - cpu;
          clients.stopAsking();
          double answers = end.getKey().answers() - before.answers();
          double seconds = (end.getKey().nanos() - before.nanos()) / 1e9;
          double[] latency = end.getValue();
          result.add(
              new RoundTrips(count, answers / seconds, answers / cpu, latency[0], latency[1]));
        }
      }
    }
    return result;
  }

  List<Deliveries> broadcasts(Target target, List<Integer> counts) throws IOException {
    List<Deliveries> result = new ArrayList<>();
    try (ServerProcess server = target.start(jvm, node)) {
      warm(server, target, millis / 4000.0);
      long enough = 50 * millis;
      for (int count : counts) {
        try (RawClients clients = new RawClients(server.port(), false)) {
          clients.connect(count);
          clients.startBroadcasting();
          long deadline = System.nanoTime() + WARM_NANOS;
          while (clients.counts().deliveries() < enough && System.nanoTime() < deadline) {
            pause(20);
          }
          double cpu = server.cpuSeconds();
          Counts before = clients.counts();
          pause(millis);
          Counts after = clients.counts();
          cpu = server.cpuSeconds() - cpu;
          clients.stopBroadcasting();
          double deliveries = after.deliveries() - before.deliveries();
          double seconds = (after.nanos() - before.nanos()) / 1e9;
          result.add(new Deliveries(count, deliveries / seconds, deliveries / cpu));
        }
      }
    }
    return result;
  }

  Idle idle(Target target, int count) throws IOException {
    try (ServerProcess server = target.start(jvm, node)) {
      warm(server, target, millis / 2000.0);
      Memory before = server.memory();
      try (RawClients clients = new RawClients(server.port(), target.echo())) {
        clients.connect(count);
        pause(millis / 2);
        Memory after = server.memory();
        int held = clients.counts().connected();
        return new Idle(
            held,
            (after.heap() - before.heap()) / (double) held,
            (after.direct() - before.direct()) / (double) held,
            (after.resident() - before.resident()) / (double) held);
      }
    }
  }
}
