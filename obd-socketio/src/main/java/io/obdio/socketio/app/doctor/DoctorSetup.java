package io.obdio.socketio.app.doctor;

import io.obdio.core.transport.TransportUri;
import io.obdio.elm327.link.ByteLink;
import io.obdio.elm327.link.JSerialCommPorts;
import io.obdio.elm327.link.LinkUnavailableException;
import io.obdio.elm327.link.PortInfo;
import io.obdio.elm327.link.SerialPorts;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The composition of the checks. */
public final class DoctorSetup {

  private static final Duration SHORT = Duration.ofSeconds(15);
  private static final Duration LONG = Duration.ofMinutes(4);

  private final Machine machine;
  private final TransportUri transport;
  private final SerialPorts ports;
  private final Consumer<String> progress;

  private Callable<ServerSettings> settings = () -> ServerSettings.NONE;
  private List<Path> folders = List.of();
  private @Nullable Callable<AdapterFacts> live;
  private boolean running;

  /**
   * Creates a composition for a transport.
   *
   * @param progress receives a phrase about each step that may take more than a second
   */
  public DoctorSetup(TransportUri transport, Consumer<String> progress) {
    this(Machine.here(), transport, new InstalledPorts(), progress);
  }

  DoctorSetup(
      Machine machine, TransportUri transport, SerialPorts ports, Consumer<String> progress) {
    this.machine = machine;
    this.transport = transport;
    this.ports = ports;
    this.progress = progress;
  }

  /** Sets the folders to which the program writes. */
  public DoctorSetup folders(List<Path> written) {
    folders = List.copyOf(written);
    return this;
  }

  /** Sets the server's settings; read when the checks run. */
  public DoctorSetup settings(Callable<ServerSettings> server) {
    settings = server;
    return this;
  }

  /** Sets that the server runs in this process: its port is not tried. */
  DoctorSetup running() {
    running = true;
    return this;
  }

  /** Sets the facts of a connection that is open: the adapter is not opened a second time then. */
  DoctorSetup live(Callable<AdapterFacts> connection) {
    live = connection;
    return this;
  }

  /** Returns the checks. */
  public Doctor build() {
    List<CheckGroup<?>> groups = new ArrayList<>();
    groups.add(new CheckGroup<>("Java", SHORT, () -> JavaFacts.collect(machine), JavaChecks.ROWS));
    groups.add(new CheckGroup<>("Serial ports", SHORT, this::portFacts, PortChecks.ROWS));
    List<Check<AdapterFacts>> adapter = new ArrayList<>(AdapterChecks.ROWS);
    adapter.addAll(VehicleChecks.ROWS);
    groups.add(new CheckGroup<>("Adapter and vehicle", LONG, this::adapterFacts, adapter));
    groups.add(
        new CheckGroup<>(
            "CAN", SHORT, () -> CanFacts.collect(machine, canInterface()), CanChecks.ROWS));
    groups.add(
        new CheckGroup<>(
            "Machine", SHORT, () -> HostFacts.collect(machine, folders), HostChecks.ROWS));
    groups.add(new CheckGroup<>("Server", SHORT, this::serverFacts, ServerChecks.ROWS));
    return new Doctor(groups);
  }

  private boolean isSerial() {
    return (transport.scheme().equals(AdapterProbe.ELM) || transport.scheme().equals("slcan"))
        && !transport.target().startsWith("//");
  }

  private String canInterface() {
    boolean can = transport.scheme().equals("socketcan") || transport.scheme().equals("isotp");
    return can ? transport.target() : "";
  }

  private PortFacts portFacts() {
    return PortFacts.collect(
        machine, isSerial(), isSerial() ? transport.target() : "", ports.list());
  }

  private AdapterFacts adapterFacts() throws Exception {
    Callable<AdapterFacts> connection = live;
    if (connection != null) {
      return connection.call();
    }
    if (isSerial()) {
      List<PortFacts.Port> usable = portFacts().usable();
      // Another program that reads the same port would lose bytes to this one.
      List<PortFacts.Port> free = usable.stream().filter(port -> !port.inUse()).toList();
      if (!usable.isEmpty() && free.isEmpty()) {
        return AdapterFacts.skipped("another program uses the port");
      }
      List<String> paths = free.stream().map(PortFacts.Port::path).toList();
      return new AdapterProbe(transport, new FreePorts(ports, paths), progress).collect();
    }
    return new AdapterProbe(transport, ports, progress).collect();
  }

  private ServerFacts serverFacts() throws Exception {
    return running
        ? new ServerFacts(settings.call(), List.of(), true)
        : ServerFacts.collect(machine, settings.call());
  }

  /** The ports of this machine; none if the library for serial ports is missing. */
  static final class InstalledPorts implements SerialPorts {
    @Override
    public List<PortInfo> list() {
      try {
        return new JSerialCommPorts().list();
      } catch (LinkageError e) {
        return List.of();
      }
    }

    @Override
    public ByteLink open(String path, int baud) throws LinkUnavailableException {
      return new JSerialCommPorts().open(path, baud);
    }
  }

  /** The ports that no other program uses. */
  private record FreePorts(SerialPorts ports, List<String> paths) implements SerialPorts {
    @Override
    public List<PortInfo> list() {
      return ports.list().stream().filter(info -> paths.contains(info.path())).toList();
    }

    @Override
    public ByteLink open(String path, int baud) throws LinkUnavailableException {
      return ports.open(path, baud);
    }
  }
}
