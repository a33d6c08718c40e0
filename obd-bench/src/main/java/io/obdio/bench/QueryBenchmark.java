package io.obdio.bench;

import io.obdio.core.command.ObdCommand;
import io.obdio.core.command.Service01;
import io.obdio.core.connection.ObdConnection;
import io.obdio.core.connection.ObdResponse;
import io.obdio.core.transport.DiagnosticTransport;
import io.obdio.core.transport.TransportException;
import io.obdio.core.transport.Transports;
import io.obdio.elm327.Elm327Options;
import io.obdio.elm327.Elm327Transport;
import io.obdio.elm327.link.LinkUnavailableException;
import io.obdio.sim.DiagnosticConnector;
import io.obdio.sim.SimulatedVehicle;
import io.obdio.sim.elm327.Elm327;
import io.obdio.sim.elm327.ElmConfig;
import io.obdio.sim.elm327.port.ElmTcpServer;
import io.obdio.sim.fault.FaultInjector;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Blocking queries a second through the whole client to the simulator's adapter and car, which are
 * part of what is measured: four commands in turn, in the same process or over TCP.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class QueryBenchmark {

  private static final List<ObdCommand<?>> COMMANDS =
      List.of(Service01.RPM, Service01.SPEED, Service01.THROTTLE_POS, Service01.COOLANT_TEMP);

  /** How the adapter is reached. */
  @Param({"memory", "tcp"})
  public String link = "memory";

  private final FaultInjector faults = new FaultInjector();
  private final DiagnosticConnector car = DiagnosticConnector.of(SimulatedVehicle.standard());
  private @Nullable ElmTcpServer server;
  private @Nullable ObdConnection connection;
  private int next;

  /** Starts the adapter and connects. */
  @Setup(Level.Trial)
  public void open() throws IOException, TransportException {
    ObdConnection opened = ObdConnection.builder(transport()).build();
    opened.open();
    connection = opened;
  }

  private DiagnosticTransport transport() throws IOException, TransportException {
    if (link.equals("tcp")) {
      ElmTcpServer dongle =
          ElmTcpServer.startDongle(
              new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
              ElmConfig.DEFAULT,
              car,
              faults);
      server = dongle;
      return Transports.create("elm327://127.0.0.1:" + dongle.port());
    }
    Elm327 adapter = new Elm327(ElmConfig.DEFAULT, car, faults);
    return new Elm327Transport(timeout -> inProcess(adapter), Elm327Options.DEFAULTS);
  }

  private static SimulatorLink inProcess(Elm327 adapter) throws LinkUnavailableException {
    try {
      return new SimulatorLink(adapter);
    } catch (IOException e) {
      throw new LinkUnavailableException(String.valueOf(e.getMessage()), e);
    }
  }

  /** Queries one command. */
  @Benchmark
  public Object query() {
    ObdConnection opened = connection;
    if (opened == null) {
      throw new IllegalStateException("not open");
    }
    ObdResponse<?> response = opened.query(COMMANDS.get(next++ & 3));
    if (response.isEmpty()) {
      throw new IllegalStateException("no value: " + response);
    }
    return response;
  }

  /** Closes everything. */
  @TearDown(Level.Trial)
  public void close() {
    if (connection != null) {
      connection.close();
    }
    if (server != null) {
      server.close();
    }
  }
}
