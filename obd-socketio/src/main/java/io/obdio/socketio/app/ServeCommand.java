package io.obdio.socketio.app;

import com.google.inject.Guice;
import com.google.inject.Injector;
import io.obdio.core.transport.ConnectionStatus;
import io.obdio.core.transport.DiagnosticTransport;
import io.obdio.core.transport.TransportException;
import io.obdio.socketio.access.Access;
import io.obdio.socketio.access.AccessOptions;
import io.obdio.socketio.access.Scope;
import io.obdio.socketio.app.car.CarFlags;
import io.obdio.socketio.app.car.ConfigFileFlag;
import io.obdio.socketio.app.cluster.ClusterFlags;
import io.obdio.socketio.app.failure.BindFailure;
import io.obdio.socketio.app.failure.UserError;
import io.obdio.socketio.app.history.HistoryFlags;
import io.obdio.socketio.app.log.Hangup;
import io.obdio.socketio.app.log.LogFlags;
import io.obdio.socketio.app.log.LogLevel;
import io.obdio.socketio.app.log.LogLevels;
import io.obdio.socketio.app.serve.AccessFlags;
import io.obdio.socketio.app.serve.Dashboard;
import io.obdio.socketio.app.serve.ServeFeature;
import io.obdio.socketio.app.serve.ServerFlags;
import io.obdio.socketio.app.terminal.Console;
import io.obdio.socketio.app.uplink.HomeAssistantFlags;
import io.obdio.socketio.app.uplink.HomeAssistantPart;
import io.obdio.socketio.app.uplink.PositionPart;
import io.obdio.socketio.app.uplink.SpoolFlags;
import io.obdio.socketio.app.uplink.SpoolPart;
import io.obdio.socketio.app.uplink.UplinkFlags;
import io.obdio.socketio.obd.ObdIo;
import io.obdio.socketio.vehicle.ConnectRules;
import io.obdio.socketio.vehicle.StatusText;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code obdio serve}: the server and its dashboard. */
@Command(
    name = "serve",
    description =
        "Serves the vehicle to browsers and scripts over Socket.IO, with a dashboard at /.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class ServeCommand implements Callable<Integer> {

  /** The time without output before the addresses of the server are printed. */
  private static final long MAX_SILENT_MILLIS = 3_000;

  @Mixin CarFlags car = new CarFlags();

  @Mixin ServerFlags server = new ServerFlags();

  @Mixin AccessFlags access = new AccessFlags();

  @Mixin ChannelFlags channels = new ChannelFlags();

  @Mixin DeviceFlags devices = new DeviceFlags();

  @Mixin SleepFlags sleep = new SleepFlags();

  @Mixin MetricsFlags metrics = new MetricsFlags();

  @Mixin StateFlags state = new StateFlags();

  @Mixin HistoryFlags history = new HistoryFlags();

  @Mixin GpsFlags gps = new GpsFlags();

  @Mixin AlarmFlags alarms = new AlarmFlags();

  @Mixin DefinitionFeature definitions = new DefinitionFeature();

  @Mixin UplinkFlags uplink = new UplinkFlags();

  @Mixin SpoolFlags spool = new SpoolFlags();

  @Mixin HomeAssistantFlags homeAssistant = new HomeAssistantFlags();

  @Mixin ClusterFlags cluster = new ClusterFlags();

  @Mixin WorkbenchFlags workbench = new WorkbenchFlags();

  @Option(
      names = "--watch-interval",
      paramLabel = "MS",
      defaultValue = "50",
      description =
          "Milliseconds between two requests for a watched command. Default: ${DEFAULT-VALUE}.")
  int watchInterval;

  @Mixin ConnectFlags connect = new ConnectFlags();

  @Option(
      names = "--allow-clear",
      negatable = true,
      defaultValue = "true",
      fallbackValue = "true",
      description = "Clients may clear trouble codes. Default: they may.")
  boolean allowClear;

  @Option(
      names = "--command-details",
      negatable = true,
      description =
          "Commands in responses have the members command, bytes, ecu and fast too. Default: they do"
              + " not.")
  boolean commandDetails;

  @Option(
      names = "--static",
      split = ",",
      paramLabel = "ROUTE=PATH",
      description = "Serve a file or a folder; route / replaces the dashboard.")
  @Nullable Map<String, String> statics;

  @Mixin ConfigFileFlag config = new ConfigFileFlag();

  @Spec @Nullable CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    Injector injector = Guice.createInjector(new CarModule(car), new ServerModule(this));
    ObdIo io = injector.getInstance(ObdIo.class);
    DiagnosticTransport transport = injector.getInstance(DiagnosticTransport.class);
    CountDownLatch ended = new CountDownLatch(1);
    // Ctrl-C and SIGTERM: close ports, adapter and clients, so that the next start finds them free.
    Thread hook =
        new Thread(
            () -> {
              io.close();
              ended.countDown();
            },
            "obdio-shutdown");
    Runtime.getRuntime().addShutdownHook(hook);
    try {
      // The port first: a server that cannot start must not touch the vehicle.
      start(io);
      reloadOnHangup(io);
      announce(io, firstStatus(io.vehicle().supervise(transport)));
      ended.await();
    } catch (TransportException | IOException | RuntimeException e) {
      io.close();
      throw e;
    }
    return 0;
  }

  /**
   * Reads the configuration again at SIGHUP. In a terminal the signal means that the terminal was
   * closed, and ends the program as usual.
   */
  @SuppressWarnings("SystemConsoleNull") // before Java 22: null without a terminal
  private void reloadOnHangup(ObdIo io) {
    CommandSpec own = spec;
    if (own == null || System.console() != null) {
      return;
    }
    List<String> all = own.commandLine().getParseResult().originalArgs();
    List<String> arguments = all.subList(all.indexOf("serve") + 1, all.size());
    ConfigReload reload =
        new ConfigReload(
            arguments,
            () -> ConfigFlag.settings(arguments.toArray(new String[0]), System.getenv()),
            changed -> apply(changed, io));
    boolean unused = Hangup.on(reload::run);
  }

  /** Applies the flags that can change while the server runs. */
  private void apply(ServeCommand changed, ObdIo io) {
    ConnectRules rules = changed.connect.rules(car.transport());
    AccessOptions options = changed.access.options();
    Set<Scope> forbidden = EnumSet.noneOf(Scope.class);
    forbidden.addAll(options.forbidden());
    if (!changed.connect.allowConnect) {
      forbidden.add(Scope.CONNECT);
    }
    if (!changed.allowClear) {
      forbidden.add(Scope.CLEAR);
    }
    io.access().update(options.toBuilder().forbidden(forbidden).build());
    connect.update(rules);
    LogLevels.set(LogLevels.PROGRAM, LogLevel.INFO);
    CommandSpec spec = changed.spec;
    if (spec != null) {
      LogFlags.apply(spec);
    }
  }

  private void start(ObdIo io) throws IOException {
    try {
      io.start();
    } catch (BindException e) {
      throw new UserError(BindFailure.explain(e, "--port"));
    }
  }

  /**
   * Returns the status after the first attempt to connect the vehicle, or earlier if that takes
   * long: the page shows the progress.
   */
  private static ConnectionStatus firstStatus(CompletableFuture<ConnectionStatus> connecting)
      throws TransportException, InterruptedException {
    try {
      return connecting.get(MAX_SILENT_MILLIS, TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      return ConnectionStatus.NOT_CONNECTED;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof TransportException failure) {
        throw failure;
      }
      throw new UserError(String.valueOf(e.getCause()));
    }
  }

  private void announce(ObdIo io, ConnectionStatus status) {
    PrintWriter out = Console.out(spec);
    String scheme = server.encrypted() ? "https" : "http";
    for (InetSocketAddress address : io.server().addresses()) {
      String host =
          address.getAddress().isAnyLocalAddress() ? "localhost" : address.getHostString();
      out.printf(
          "OBDio on %s://%s:%d/ - %s - %s%s - Ctrl-C stops it%n",
          scheme,
          host.contains(":") ? "[" + host + "]" : host,
          address.getPort(),
          car.transport(),
          StatusText.of(status),
          io.protocol().name().isEmpty() ? "" : " - " + io.protocol().name());
    }
    keyNotice(io.access(), io.server().addresses()).ifPresent(out::println);
    out.flush();
  }

  /** Returns what the start states if other machines can reach the server without a key. */
  static Optional<String> keyNotice(Access access, List<InetSocketAddress> addresses) {
    boolean reachable = addresses.stream().anyMatch(a -> !a.getAddress().isLoopbackAddress());
    if (access.requiresKey() || !reachable) {
      return Optional.empty();
    }
    return Optional.of(
        access.options().open()
            ? "No keys are configured and --open is set: every client that reaches this server can"
                + " change the vehicle"
            : "No keys are configured: clients on other machines can read, but not change the"
                + " vehicle; see 'obdio keys' and --open");
  }

  /** Returns the optional parts of the server; each adds itself if its flags enable it. */
  List<ServeFeature> features() {
    HistoryFeature trips = new HistoryFeature(history);
    return List.of(
        new DashboardFeature(state),
        trips,
        gps.with(trips::history, uplink::isEnabled),
        new AlarmFeature(alarms, state),
        new DiagnosisFeature(trips::codes, workbench),
        new DoctorFeature(car.transport()),
        definitions.with(state),
        sleep.with(car.transport()),
        homeAssistant.with(uplink::isEnabled),
        uplink.with(
            state::folder,
            new SpoolPart(spool, trips::history),
            session -> new HomeAssistantPart(homeAssistant, gps.positions()).begin(session),
            session -> new PositionPart(gps.positions()).begin(session)),
        cluster,
        metrics.with(sleep::running, cluster::figures, uplink::figures));
  }

  /** Returns the routes of files: the dashboard, unless the user serves something else at /. */
  Map<String, String> routes() {
    Map<String, String> routes = new LinkedHashMap<>();
    routes.put("/", Dashboard.PAGE);
    if (statics != null) {
      statics.forEach(
          (route, path) -> routes.put(route.startsWith("/") ? route : "/" + route, path));
    }
    return routes;
  }
}
