package io.obdio.bench.load;

import io.obdio.bench.load.RawClients.Counts;
import io.obdio.bench.load.ServerProcess.Memory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The measurements; each starts its own server and warms it up. */
final class Phases {
  private static final int WARM_CLIENTS = 50;
  private static final long WARM_ANSWERS = 60_000;
  private static final long WARM_NANOS = 40_000_000_000L;
  private static final long WINDOW_MILLIS = 500;

  /** Measured one after the other; the median is reported. */
  private static final int WINDOWS = 3;

  /** Of a window's processor time; above, the compilers would be measured and not the server. */
  private static final double COMPILING = 0.02;

  /** Requests answered. */
  record RoundTrips(int clients, double perSecond, double perCpuSecond, double p50, double p99) {}

  /** Broadcasts received. */
  record Deliveries(int clients, int inFlight, double perSecond, double perCpuSecond) {}

  /** Memory one idle connection takes, in bytes. */
  record Idle(int clients, double heap, double direct, double resident) {}

  private final List<String> jvm;
  private final Path node;
  private final long millis;

  /**
   * Creates the measurements.
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

  /** Lets the compilers there do their work: by the load done, then until they rest. */
  private static void warm(ServerProcess server, Target target, double seconds) throws IOException {
    try (RawClients clients = new RawClients(server.port(), target.echo())) {
      clients.connect(WARM_CLIENTS);
      clients.startAsking();
      settle(server, clients, (long) (WARM_ANSWERS * seconds));
      clients.stopAsking();
    }
  }

  private static void settle(ServerProcess server, RawClients clients, long messages)
      throws IOException {
    long deadline = System.nanoTime() + WARM_NANOS;
    boolean compiling = true;
    while (System.nanoTime() < deadline) {
      Counts counts = clients.counts();
      if (!compiling && counts.answers() + counts.deliveries() >= messages) {
        return;
      }
      compiling = compiling(server.cpu());
    }
  }

  /** Returns whether the compilers are working; takes half a second. */
  static boolean compiling(Cpu cpu) throws IOException {
    double compiled = cpu.compilerSeconds();
    double all = cpu.seconds();
    pause(WINDOW_MILLIS);
    return cpu.compilerSeconds() - compiled > COMPILING * (cpu.seconds() - all);
  }

  List<RoundTrips> roundTrips(Target target, List<Integer> counts) throws IOException {
    List<RoundTrips> result = new ArrayList<>();
    try (ServerProcess server = target.start(jvm, node)) {
      warm(server, target, millis / 1000.0);
      for (int count : counts) {
        try (RawClients clients = new RawClients(server.port(), target.echo())) {
          clients.connect(count);
          clients.startAsking();
          settle(server, clients, 0);
          List<RoundTrips> windows = new ArrayList<>();
          for (int i = 0; i < WINDOWS; i++) {
            windows.add(roundTrips(server, clients, count));
          }
          clients.stopAsking();
          windows.sort(Comparator.comparingDouble(RoundTrips::perCpuSecond));
          result.add(windows.get(WINDOWS / 2));
        }
      }
    }
    return result;
  }

  private RoundTrips roundTrips(ServerProcess server, RawClients clients, int count)
      throws IOException {
    double cpu = server.cpu().workSeconds();
    Counts before = clients.counts();
    pause(millis);
    Map.Entry<Counts, double[]> end = clients.result();
    cpu = server.cpu().workSeconds() - cpu;
    double answers = end.getKey().answers() - before.answers();
    double seconds = (end.getKey().nanos() - before.nanos()) / 1e9;
    double[] latency = end.getValue();
    return new RoundTrips(count, answers / seconds, answers / cpu, latency[0], latency[1]);
  }

  List<Deliveries> broadcasts(Target target, List<Integer> counts, List<Integer> inFlight)
      throws IOException {
    List<Deliveries> result = new ArrayList<>();
    try (ServerProcess server = target.start(jvm, node)) {
      warm(server, target, millis / 4000.0);
      for (int count : counts) {
        for (int many : inFlight) {
          result.add(broadcasts(server, target, count, many));
        }
      }
    }
    return result;
  }

  private Deliveries broadcasts(ServerProcess server, Target target, int count, int inFlight)
      throws IOException {
    try (RawClients clients = new RawClients(server.port(), target.echo())) {
      clients.connect(count);
      clients.startBroadcasting(inFlight);
      settle(server, clients, 50 * millis);
      List<Deliveries> windows = new ArrayList<>();
      for (int i = 0; i < WINDOWS; i++) {
        windows.add(deliveries(server, clients, count, inFlight));
      }
      clients.stopBroadcasting();
      windows.sort(Comparator.comparingDouble(Deliveries::perCpuSecond));
      return windows.get(WINDOWS / 2);
    }
  }

  private Deliveries deliveries(ServerProcess server, RawClients clients, int count, int inFlight)
      throws IOException {
    double cpu = server.cpu().workSeconds();
    Counts before = clients.counts();
    pause(millis);
    Counts after = clients.counts();
    cpu = server.cpu().workSeconds() - cpu;
    double deliveries = after.deliveries() - before.deliveries();
    double seconds = (after.nanos() - before.nanos()) / 1e9;
    return new Deliveries(count, inFlight, deliveries / seconds, deliveries / cpu);
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
