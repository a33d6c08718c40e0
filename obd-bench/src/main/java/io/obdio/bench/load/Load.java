package io.obdio.bench.load;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The load of OBDio's server, Node's and a bare echo in one run; prints a table of each measure.
 *
 * <p>Arguments, each with its default: {@code seconds=2} of each of the three windows of a
 * measurement, of which the median is printed, {@code clients=} numbers of clients that ask, {@code
 * audience=} numbers of clients that get broadcasts, {@code underway=} how many broadcasts at the
 * same time, {@code idle=} connections held, {@code servers=} which, {@code jvm=} options of the
 * Java servers (a space between two), {@code node=} the folder with Node's server. An empty list
 * leaves a measure out.
 */
public final class Load {
  private final Map<String, String> settings = new LinkedHashMap<>();

  private Load(String[] args) {
    settings.put("seconds", "2");
    settings.put("clients", "1,50,500");
    settings.put("audience", "100,1000,5000");
    settings.put("underway", "2,10");
    settings.put("idle", "10000");
    settings.put("servers", "obdio,node,echo,echo-uring");
    settings.put("jvm", "-Xmx512m");
    settings.put("node", "obd-bench/src/main/node");
    for (String arg : args) {
      int at = arg.indexOf('=');
      if (at < 0 || settings.replace(arg.substring(0, at), arg.substring(at + 1)) == null) {
        throw new IllegalArgumentException(
            "'" + arg + "' is none of " + String.join("=, ", settings.keySet()) + "=");
      }
    }
  }

  /** Runs it. */
  public static void main(String[] args) throws IOException {
    Load load;
    try {
      load = new Load(args);
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage());
      System.exit(2);
      return;
    }
    load.run();
  }

  private List<String> list(String name) {
    return Arrays.stream(settings.getOrDefault(name, "").split(",", -1))
        .filter(s -> !s.isBlank())
        .toList();
  }

  private List<Integer> numbers(String name) {
    return list(name).stream().map(Integer::valueOf).toList();
  }

  private void run() throws IOException {
    Path node = Path.of(settings.getOrDefault("node", ""));
    long millis = Math.round(1000 * Double.parseDouble(settings.getOrDefault("seconds", "4")));
    List<Target> targets = new ArrayList<>();
    for (String server : list("servers")) {
      Target target = Target.of(server);
      if (target.available(node)) {
        targets.add(target);
      }
    }
    List<String> jvm = List.of(settings.getOrDefault("jvm", "").trim().split(" +"));
    Phases phases = new Phases(jvm, node, millis);
    roundTrips(phases, targets);
    broadcasts(phases, targets);
    idle(phases, targets);
  }

  private void roundTrips(Phases phases, List<Target> targets) throws IOException {
    head("round trips", "server", "clients", "per s", "per CPU s", "p50 ms", "p99 ms");
    for (Target target : numbers("clients").isEmpty() ? List.<Target>of() : targets) {
      for (Phases.RoundTrips r : phases.roundTrips(target, numbers("clients"))) {
        System.out.printf(
            "%-12s %10d %12.0f %12.0f %10.3f %10.3f%n",
            target.label(), r.clients(), r.perSecond(), r.perCpuSecond(), r.p50(), r.p99());
      }
    }
  }

  private void broadcasts(Phases phases, List<Target> targets) throws IOException {
    head("broadcast", "server", "clients", "per s", "per CPU s", "in flight");
    for (Target target : targets) {
      if (!numbers("audience").isEmpty()) {
        for (Phases.Deliveries d :
            phases.broadcasts(target, numbers("audience"), numbers("underway"))) {
          System.out.printf(
              "%-12s %10d %12.0f %12.0f %10d%n",
              target.label(), d.clients(), d.perSecond(), d.perCpuSecond(), d.inFlight());
        }
      }
    }
  }

  private void idle(Phases phases, List<Target> targets) throws IOException {
    head("bytes per idle client", "server", "held", "heap", "direct", "resident");
    for (Target target : targets) {
      for (int count : numbers("idle")) {
        Phases.Idle i = phases.idle(target, count);
        System.out.printf(
            "%-12s %10d %12.0f %12.0f %10.0f%n",
            target.label(), i.clients(), i.heap(), i.direct(), i.resident());
      }
    }
  }

  private static void head(String title, String... columns) {
    System.out.printf("%n%s%n%-12s", title, columns[0]);
    for (int i = 1; i < columns.length; i++) {
      System.out.printf(i == 1 || i > 3 ? " %10s" : " %12s", columns[i]);
    }
    System.out.println();
  }
}
