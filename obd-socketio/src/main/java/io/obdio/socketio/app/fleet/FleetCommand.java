package io.obdio.socketio.app.fleet;

import io.obdio.socketio.access.Access;
import io.obdio.socketio.app.car.ConfigFileFlag;
import io.obdio.socketio.app.cluster.ClusterFlags;
import io.obdio.socketio.app.failure.BindFailure;
import io.obdio.socketio.app.failure.UserError;
import io.obdio.socketio.app.log.LogFlags;
import io.obdio.socketio.app.serve.AccessFlags;
import io.obdio.socketio.app.serve.ServerFlags;
import io.obdio.socketio.app.terminal.Console;
import io.obdio.socketio.fleet.Fleet;
import io.obdio.socketio.fleet.FleetOptions;
import io.obdio.socketio.fleet.HistorySink;
import io.obdio.socketio.server.ServerOptions;
import io.obdio.socketio.telemetry.MessageBroker;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code obdio fleet}: a node that receives the data of many vehicles. */
@Command(
    name = "fleet",
    description =
        "Receives the data of many vehicles from an MQTT broker, stores and serves it. Several nodes"
            + " with one --group share the vehicles.",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    synopsisSubcommandLabel = "[COMMAND]",
    subcommands = FleetExport.class)
public final class FleetCommand implements Callable<Integer> {

  @Mixin BrokerFlags broker = new BrokerFlags();

  @Mixin SinkFlags sink = new SinkFlags();

  @Mixin KafkaFlags kafka = new KafkaFlags();

  @Option(
      names = "--group",
      paramLabel = "NAME",
      defaultValue = "obdio-fleet",
      description = "Name of the nodes that share the batches. Default: ${DEFAULT-VALUE}.")
  String group = "";

  @Option(
      names = "--max-vehicles",
      paramLabel = "N",
      defaultValue = "100000",
      description =
          "Vehicles in total; a further one takes the place of the one that is offline and idle for"
              + " the longest time. Default: ${DEFAULT-VALUE}.")
  int maxVehicles;

  @Option(
      names = "--vehicle-max-idle",
      paramLabel = "DAYS",
      defaultValue = "30",
      description =
          "Days without a message after which a vehicle that is offline is not listed any more; 0 for"
              + " no limit. What is stored of it remains. Default: ${DEFAULT-VALUE}.")
  int maxIdleDays;

  @Mixin ServerFlags server = new ServerFlags();

  @Mixin AccessFlags access = new AccessFlags();

  @Mixin ClusterFlags cluster = new ClusterFlags();

  @Option(
      names = "--metrics",
      negatable = true,
      description = "Serve metrics for Prometheus at /metrics. Default: off.")
  boolean metrics;

  @Mixin LogFlags log = new LogFlags();

  @Mixin ConfigFileFlag config = new ConfigFileFlag();

  @Spec @Nullable CommandSpec spec;

  /** Creates the command. */
  public FleetCommand() {}

  @Override
  public Integer call() throws Exception {
    FleetOptions options = options();
    ServerOptions serverOptions = server.options();
    // Unique, because a broker disconnects a client when another one has its id.
    String id = "obdio-fleet-" + sink.node() + "-" + Integer.toHexString(random());
    HistorySink store = sink.open(kafka.source != null, maxVehicles);
    FleetServer node;
    try {
      MessageBroker connection = kafka.from(broker.connection(id), broker.topics(), group);
      node = node(connection, new Fleet(connection, store, options), serverOptions);
    } catch (RuntimeException | IOException e) {
      store.close();
      throw e;
    }
    CountDownLatch ended = new CountDownLatch(1);
    Thread hook =
        new Thread(
            () -> {
              node.close();
              ended.countDown();
            },
            "obdio-shutdown");
    Runtime.getRuntime().addShutdownHook(hook);
    try {
      node.start();
    } catch (BindException e) {
      node.close();
      throw new UserError(BindFailure.explain(e, "--port"));
    } catch (IOException | RuntimeException e) {
      node.close();
      throw e;
    }
    announce(node);
    noticeMissingKeys(node);
    ended.await();
    return 0;
  }

  private static int random() {
    return ThreadLocalRandom.current().nextInt(1 << 24);
  }

  private FleetOptions options() {
    try {
      return FleetOptions.of(broker.topics(), group)
          .withVehicles(maxVehicles, Duration.ofDays(maxIdleDays));
    } catch (IllegalArgumentException e) {
      throw new UserError("--group, --max-vehicles, --vehicle-max-idle: " + e.getMessage());
    }
  }

  private FleetServer node(MessageBroker connection, Fleet fleet, ServerOptions options)
      throws IOException {
    Access policy = Access.create(access.options());
    List<FleetPart> parts = new ArrayList<>();
    if (metrics) {
      parts.add(new MetricsPart(policy, fleet, cluster::figures));
    }
    FacePart face = new FacePart(fleet.view(), connection, broker.topics(), policy, options);
    fleet.setWatched(face::isWatched);
    parts.add(face);
    return new FleetServer(connection, fleet, policy, options, parts, cluster);
  }

  /** States at the start if other machines can read without a key. */
  private void noticeMissingKeys(FleetServer node) {
    boolean reachable =
        node.addresses().stream().anyMatch(each -> !each.getAddress().isLoopbackAddress());
    if (reachable && !node.requiresKey()) {
      PrintWriter out = Console.out(spec);
      out.println(
          "No keys are configured: clients on other machines can read the data of all vehicles; see"
              + " 'obdio keys'");
      out.flush();
    }
  }

  private void announce(FleetServer node) {
    PrintWriter out = Console.out(spec);
    String scheme = server.encrypted() ? "https" : "http";
    for (InetSocketAddress address : node.addresses()) {
      String host =
          address.getAddress().isAnyLocalAddress() ? "localhost" : address.getHostString();
      out.printf(
          "OBDio fleet on %s://%s:%d/ - %s, topics %s - %s, node %s - Ctrl-C stops it%n",
          scheme,
          host.contains(":") ? "[" + host + "]" : host,
          address.getPort(),
          broker.shown(),
          broker.topics().of("+", "#"),
          sink.sink,
          sink.node());
    }
    out.flush();
  }
}
