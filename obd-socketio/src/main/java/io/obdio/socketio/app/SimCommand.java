package io.obdio.socketio.app;

import io.obdio.isotp.can.CanBus;
import io.obdio.isotp.can.CanBusProvider;
import io.obdio.isotp.can.ReopeningCanBus;
import io.obdio.isotp.can.VirtualCanBus;
import io.obdio.sim.CarOnCan;
import io.obdio.sim.DiagnosticConnector;
import io.obdio.sim.elm327.Elm327;
import io.obdio.sim.elm327.ElmConfig;
import io.obdio.sim.elm327.port.ElmSerialPort;
import io.obdio.sim.elm327.port.ElmTcpServer;
import io.obdio.sim.slcan.SlcanConfig;
import io.obdio.sim.slcan.SlcanSerialPort;
import io.obdio.sim.transport.SimOptions;
import io.obdio.sim.transport.Simulation;
import io.obdio.socketio.app.car.ConfigFileFlag;
import io.obdio.socketio.app.config.CheckedFlags;
import io.obdio.socketio.app.failure.BindFailure;
import io.obdio.socketio.app.failure.UserError;
import io.obdio.socketio.app.log.LogFlags;
import io.obdio.socketio.app.sim.FleetSimFlags;
import io.obdio.socketio.app.sim.FleetSimulator;
import io.obdio.socketio.app.terminal.Console;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code obdio sim}: serves the simulated vehicle to other programs. */
@Command(
    name = "sim",
    description = {
      "Serves a simulated vehicle through an emulated ELM327 on a TCP port, or on a CAN interface.",
      "With --fleet, many vehicles publish to an MQTT broker instead.",
      "For a pseudo-terminal: socat PTY,link=/tmp/obd,raw,echo=0 TCP:localhost:35000"
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class SimCommand implements Callable<Integer>, CheckedFlags {

  private static final int DEFAULT_PORT = 35_000;

  @Mixin LogFlags log = new LogFlags();

  @Option(
      names = "--elm327-port",
      paramLabel = "PORT",
      description =
          "TCP port of the adapter; 0 takes a free one. Default: 35000 without --can, --serial or --slcan.")
  @Nullable Integer elmPort;

  @Option(
      names = "--host",
      paramLabel = "ADDRESS",
      defaultValue = "127.0.0.1",
      description = "Address to listen on. Default: ${DEFAULT-VALUE}.")
  String host = "";

  @Option(
      names = "--dongle",
      description = "One adapter that serves one client at a time, like a Wi-Fi dongle.")
  boolean dongle;

  @Option(
      names = "--serial",
      paramLabel = "PORT[:BAUD]",
      description = "A serial port to serve the adapter on, 38400 baud by default.")
  @Nullable String serial;

  @Option(
      names = "--can",
      paramLabel = "INTERFACE",
      description =
          "A CAN interface to connect the ECUs to, such as vcan0 or slcan:/dev/ttyACM0. It is opened"
              + " again after it was down.")
  @Nullable String can;

  @Option(
      names = "--slcan",
      paramLabel = "PORT[:BAUD]",
      description =
          "A serial port to serve a CAN adapter with the Lawicel (slcan) protocol on, 115200 baud by"
              + " default.")
  @Nullable String slcan;

  @Option(
      names = "--identity",
      paramLabel = "NAME",
      defaultValue = "2.3",
      description =
          "The adapter: 1.5 (clone), 2.1 (poor clone), 2.3 (genuine), obdlink. Default: ${DEFAULT-VALUE}.")
  String identity = "";

  @Option(
      names = "--protocol",
      paramLabel = "DIGIT",
      defaultValue = "6",
      description = "Protocol by its ELM327 number, 1 to C. Default: ${DEFAULT-VALUE}.")
  String protocol = "";

  @Option(
      names = "--timing",
      paramLabel = "WHAT",
      defaultValue = "instant",
      description =
          "instant, realistic, or the baud rate of the serial line. Default: ${DEFAULT-VALUE}.")
  String timing = "";

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Seed of all random numbers. Default: ${DEFAULT-VALUE}.")
  long seed;

  @Option(
      names = "--cycle",
      paramLabel = "NAME",
      defaultValue = "mixed",
      description = "Driving cycle: parked, idle, city, highway, mixed. Default: ${DEFAULT-VALUE}.")
  String cycle = "";

  @Option(
      names = "--ecus",
      split = ",",
      paramLabel = "NAME",
      defaultValue = SimOptions.DEFAULT_ECUS,
      description = "engine, transmission, abs, ev-battery. Default: ${DEFAULT-VALUE}.")
  List<String> ecus = List.of();

  @Option(
      names = "--scenario",
      paramLabel = "FILE",
      description = "A scenario file (YAML or JSON) that describes the vehicle and its drive.")
  @Nullable String scenario;

  @Mixin FleetSimFlags fleet = new FleetSimFlags();

  @Mixin ConfigFileFlag config = new ConfigFileFlag();

  @Spec @Nullable CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    if (fleet.given()) {
      FleetSimulator.run(fleet, seed, Console.out(spec));
      return 0;
    }
    SimOptions options = options();
    Simulation simulation = start(options);
    Deque<AutoCloseable> open = new ArrayDeque<>();
    CountDownLatch ended = new CountDownLatch(1);
    try {
      start(simulation, options.adapter(), open);
    } catch (IOException | RuntimeException e) {
      closeAll(open);
      throw e;
    }
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  closeAll(open);
                  ended.countDown();
                },
                "obdio-shutdown"));
    ended.await();
    return 0;
  }

  @Override
  public void check() {
    SimOptions unused = options();
    fleet.check();
  }

  private SimOptions options() {
    Map<String, String> words = new HashMap<>();
    words.put("seed", String.valueOf(seed));
    words.put("cycle", cycle);
    words.put("ecus", String.join(",", ecus));
    words.put("identity", identity);
    words.put("protocol", protocol);
    words.put("timing", timing);
    if (scenario != null) {
      words.put("scenario", scenario);
    }
    try {
      return SimOptions.of(words);
    } catch (IllegalArgumentException e) {
      throw new UserError(String.valueOf(e.getMessage()));
    }
  }

  private static Simulation start(SimOptions options) {
    try {
      return options.start();
    } catch (IllegalArgumentException e) {
      throw new UserError(String.valueOf(e.getMessage()));
    }
  }

  private void start(Simulation simulation, ElmConfig adapter, Deque<AutoCloseable> open)
      throws IOException {
    PrintWriter out = Console.out(spec);
    DiagnosticConnector connector = DiagnosticConnector.of(simulation.vehicle());
    if (can != null) {
      String uri = can;
      CanBus bus = ReopeningCanBus.open(() -> CanBusProvider.openUri(uri));
      open.push(bus);
      open.push(CarOnCan.open(simulation.vehicle(), bus));
      out.println("Car on " + can + " - Ctrl-C stops it");
    }
    if (slcan != null) {
      serveSlcan(slcan, simulation, open);
    }
    if (serial != null) {
      SerialName name = SerialName.parse(serial, 38_400);
      Elm327 chip = new Elm327(adapter, connector, simulation.faults());
      open.push(ElmSerialPort.start(name.path, name.baud, chip));
      out.println(adapter.identity().id() + " on " + name.path + " - Ctrl-C stops it");
    }
    if (elmPort != null || (can == null && serial == null && slcan == null)) {
      ElmTcpServer server = serveTcp(simulation, adapter, connector);
      open.push(server);
      out.println(
          adapter.identity().id() + " on " + host + ":" + server.port() + " - Ctrl-C stops it");
    }
    out.flush();
  }

  private ElmTcpServer serveTcp(
      Simulation simulation, ElmConfig adapter, DiagnosticConnector connector) {
    InetSocketAddress address = address(elmPort == null ? DEFAULT_PORT : elmPort);
    try {
      return dongle
          ? ElmTcpServer.startDongle(address, adapter, connector, simulation.faults())
          : ElmTcpServer.start(address, adapter, connector, simulation.faults());
    } catch (IOException e) {
      throw new UserError(BindFailure.explain(e, "--elm327-port"));
    }
  }

  /** Serves a CAN adapter; vehicle and adapter are on a bus of their own. */
  private void serveSlcan(String port, Simulation simulation, Deque<AutoCloseable> open)
      throws IOException {
    SerialName name = SerialName.parse(port, 115_200);
    CanBus ecus = VirtualCanBus.open("slcan");
    open.push(ecus);
    open.push(CarOnCan.open(simulation.vehicle(), ecus));
    CanBus bus = VirtualCanBus.open("slcan");
    open.push(bus);
    open.push(SlcanSerialPort.start(name.path, name.baud, bus, SlcanConfig.CANABLE2));
    Console.out(spec).println("slcan adapter on " + name.path + " - Ctrl-C stops it");
  }

  /** The argument of {@code --serial} and {@code --slcan}: {@code /dev/ttyUSB1:115200}. */
  private record SerialName(String path, int baud) {
    static SerialName parse(String text, int defaultBaud) {
      int colon = text.lastIndexOf(':');
      if (colon <= 0 || !text.substring(colon + 1).matches("\\d{3,7}")) {
        return new SerialName(text, defaultBaud);
      }
      return new SerialName(text.substring(0, colon), Integer.parseInt(text.substring(colon + 1)));
    }
  }

  private InetSocketAddress address(int port) {
    if (port < 0 || port > 65535) {
      throw new UserError(
          "--elm327-port " + port + " is not a port: expected 1 to 65535, or 0 for a free one");
    }
    InetSocketAddress address = new InetSocketAddress(host, port);
    if (address.isUnresolved()) {
      throw new UserError("--host " + host + ": unknown address");
    }
    return address;
  }

  private static void closeAll(Deque<AutoCloseable> open) {
    while (!open.isEmpty()) {
      try {
        open.pop().close();
      } catch (Exception e) {
        org.slf4j.LoggerFactory.getLogger(SimCommand.class).warn("Closing failed", e);
      }
    }
  }
}
