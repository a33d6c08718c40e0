package io.obdio.bench.load;

import io.obdio.core.command.ObdCommand;
import io.obdio.core.command.Service01;
import io.obdio.core.connection.ObdConnection;
import io.obdio.core.connection.ObdResponse;
import io.obdio.core.transport.TransportException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The time that the ELM327 client takes to connect, and the blocking queries that it makes, against
 * the simulated adapter in another process: over TCP, and through a pseudo-terminal when socat is
 * there. The adapter has no delays of its own, so all that is measured is the client's, the
 * system's and the simulator's.
 */
public final class AdapterLoad {
  private static final List<ObdCommand<?>> FOUR =
      List.of(Service01.RPM, Service01.SPEED, Service01.THROTTLE_POS, Service01.COOLANT_TEMP);
  private static final int CONNECTIONS = 9;
  private static final int WINDOWS = 3;
  private static final long WARM_NANOS = 30_000_000_000L;

  private final long nanos;
  private final Cpu cpu = new Cpu(ProcessHandle.current().pid());
  private int next;

  private AdapterLoad(double seconds) {
    this.nanos = Math.round(seconds * 1e9);
  }

  /**
   * Runs it.
   *
   * @param args the seconds of a window, 2 if none are given
   */
  public static void main(String[] args) throws IOException, TransportException {
    AdapterLoad load = new AdapterLoad(args.length > 0 ? Double.parseDouble(args[0]) : 2);
    try (ServerProcess adapter = Target.java(List.of(), AdapterServer.class)) {
      System.out.printf(
          "%-8s %14s %14s %12s %12s %12s%n",
          "link", "connect ms", "first one ms", "queries/s", "median us", "CPU us");
      load.run("tcp", "elm327://127.0.0.1:" + adapter.port());
      Path folder = Files.createTempDirectory("obdio-load");
      Path port = folder.resolve("adapter");
      try (Pty pty = Pty.start(port, adapter.port())) {
        if (pty.isThere()) {
          load.run("pty", "elm327:" + port);
        } else {
          System.out.println("pty is left out: there is no socat");
        }
      } finally {
        Files.deleteIfExists(port);
        Files.deleteIfExists(folder);
      }
    }
  }

  private void run(String name, String uri) throws IOException, TransportException {
    List<Long> connecting = new ArrayList<>();
    for (int i = 0; i < CONNECTIONS; i++) {
      long start = System.nanoTime();
      ObdConnection connection = ObdConnection.open(uri);
      connecting.add(System.nanoTime() - start);
      connection.close();
    }
    double first = connecting.get(0) / 1e6;
    Collections.sort(connecting);
    try (ObdConnection connection = ObdConnection.open(uri)) {
      warm(connection);
      List<Window> windows = new ArrayList<>();
      for (int i = 0; i < WINDOWS; i++) {
        windows.add(window(connection));
      }
      windows.sort(Comparator.comparingDouble(Window::perSecond));
      Window median = windows.get(WINDOWS / 2);
      System.out.printf(
          "%-8s %14.1f %14.1f %12.0f %12.0f %12.1f%n",
          name,
          connecting.get(CONNECTIONS / 2) / 1e6,
          first,
          median.perSecond(),
          1000 * median.medianMillis(),
          median.cpuMicros());
    }
  }

  private record Window(double perSecond, double medianMillis, double cpuMicros) {}

  private void warm(ObdConnection connection) throws IOException {
    long deadline = System.nanoTime() + WARM_NANOS;
    boolean[] compiling = {true};
    Thread watching = new Thread(() -> compiling[0] = stillCompiling(deadline), "warm-up");
    watching.start();
    while (watching.isAlive()) {
      ask(connection, 100);
    }
    if (compiling[0]) {
      System.out.println("(still compiling: the figures are too bad)");
    }
  }

  private boolean stillCompiling(long deadline) {
    try {
      while (Phases.compiling(cpu)) {
        if (System.nanoTime() > deadline) {
          return true;
        }
      }
      return false;
    } catch (IOException e) {
      return true;
    }
  }

  private Window window(ObdConnection connection) throws IOException {
    Latencies latencies = new Latencies();
    double before = cpu.workSeconds();
    long start = System.nanoTime();
    long count = 0;
    for (long now = start; now - start < nanos; count++) {
      ask(connection, 1);
      long then = System.nanoTime();
      latencies.add(then - now);
      now = then;
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    double used = cpu.workSeconds() - before;
    return new Window(count / seconds, latencies.millis(0.5), used * 1e6 / count);
  }

  private void ask(ObdConnection connection, int times) {
    for (int i = 0; i < times; i++) {
      ObdResponse<?> response = connection.query(FOUR.get(next++ & 3));
      if (response.isEmpty()) {
        throw new IllegalStateException("no value: " + response);
      }
    }
  }

  /** A pseudo-terminal in front of a TCP port. */
  private record Pty(List<Process> processes) implements AutoCloseable {
    static Pty start(Path port, int tcp) throws IOException {
      Process process;
      try {
        process =
            new ProcessBuilder("socat", "pty,rawer,link=" + port, "tcp:127.0.0.1:" + tcp)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
      } catch (IOException e) {
        return new Pty(List.of());
      }
      long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
      while (!Files.exists(port) && process.isAlive() && System.nanoTime() < deadline) {
        Phases.pause(10);
      }
      return new Pty(List.of(process));
    }

    boolean isThere() {
      return !processes.isEmpty();
    }

    @Override
    public void close() {
      processes.forEach(Process::destroy);
    }
  }
}
