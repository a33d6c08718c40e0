package io.obdio.elm327;

import io.obdio.core.message.DiagnosticRequest;
import io.obdio.core.message.EcuMessage;
import io.obdio.core.message.Service;
import io.obdio.core.transport.ConnectionReason;
import io.obdio.core.transport.ConnectionStatus;
import io.obdio.core.transport.Protocol;
import io.obdio.core.transport.TransportAnswer;
import io.obdio.core.transport.TransportAnswer.Reason;
import io.obdio.core.transport.TransportException;
import io.obdio.elm327.command.AdapterSetup;
import io.obdio.elm327.command.AtCommand;
import io.obdio.elm327.command.BaudRateSwitch;
import io.obdio.elm327.command.Capabilities;
import io.obdio.elm327.command.ElmAdapter;
import io.obdio.elm327.link.ByteLink;
import io.obdio.elm327.link.LinkUnavailableException;
import io.obdio.elm327.protocol.ProtocolSelection;
import io.obdio.elm327.protocol.VehicleProtocol;
import io.obdio.elm327.protocol.VehicleSearch;
import io.obdio.elm327.request.RequestSender;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * The state of one open link: the adapter behind it and the vehicle behind the adapter. Not
 * thread-safe. Every method that sends throws {@link IOException} if the link is lost.
 */
final class ElmSession {

  private static final double MIN_VOLTS = 6.0;
  private static final int MAX_SILENT = 2;
  private static final int MIN_PAUSE_MILLIS = 100;

  private final ByteLink link;
  private final Elm327Options options;
  private final ElmAdapter adapter;
  private final VehicleSearch search;
  private final RequestSender sender;
  private final LowPowerMode power;
  private final SearchSchedule schedule;
  private final UnansweredRequests unanswered = new UnansweredRequests();
  private ConnectionStatus status = ConnectionStatus.NOT_CONNECTED;
  private String reason = "";
  private int silent;
  private @Nullable MonitorSession monitor;

  /**
   * Creates the session of a link that was just opened.
   *
   * @param last the protocol of the vehicle when it was last connected; null if it is not known
   */
  ElmSession(
      ByteLink link,
      Elm327Options options,
      Capabilities capabilities,
      @Nullable VehicleProtocol last) {
    this.link = link;
    this.options = options;
    this.adapter = new ElmAdapter(link, capabilities);
    this.search =
        new VehicleSearch(adapter, new ProtocolSelection(adapter, options.protocol(), last));
    this.sender = new RequestSender(adapter);
    this.power = new LowPowerMode(adapter);
    this.schedule =
        new SearchSchedule(Duration.ofMillis(Math.max(MIN_PAUSE_MILLIS, options.watchdogMillis())));
  }

  ByteLink link() {
    return link;
  }

  ElmAdapter adapter() {
    return adapter;
  }

  ConnectionStatus status() {
    return status;
  }

  /** Returns the reason for the status; empty if it needs none. */
  String reason() {
    return reason;
  }

  /** Returns the vehicle's protocol as transports report it. */
  Protocol protocol() {
    VehicleProtocol protocol = search.protocol();
    return protocol == null ? Protocol.NONE : protocol.protocol();
  }

  /** Returns the vehicle's protocol; null while it is not known. */
  @Nullable VehicleProtocol elmProtocol() {
    return search.protocol();
  }

  /** Returns the complete responses to the probe of the last search; empty if there are none. */
  List<EcuMessage> probed() {
    return status == ConnectionStatus.CAR_CONNECTED ? search.probed() : List.of();
  }

  /**
   * Prepares the adapter and searches for the vehicle.
   *
   * @throws LinkUnavailableException if no adapter answers
   */
  void open(long deadline) throws IOException {
    if (!prepare(deadline)) {
      throw new LinkUnavailableException(
          ConnectionReason.ADAPTER_SILENT,
          link.name()
              + ": no ELM327 answers; is it plugged in and powered (ignition on)? If its bit rate"
              + " differs, omit baud= or correct it",
          null);
    }
    if (options.speed() > 0 && link.baudRate() > 0 && link.baudRate() != options.speed()) {
      BaudRateSwitch.to(adapter, link.baudRate(), options.speed(), deadline);
    }
    if (!seekVehicle(deadline) && adapter.settingsLost()) {
      seekVehicle(deadline);
    }
  }

  private boolean prepare(long deadline) throws IOException {
    sender.reset();
    search.forgetSelection();
    if (!AdapterSetup.prepare(adapter, deadline)) {
      return false;
    }
    if (!status.isAtLeast(ConnectionStatus.INTERFACE_OPEN)) {
      setStatus(ConnectionStatus.INTERFACE_OPEN, "");
    }
    return true;
  }

  /** Searches for the vehicle, after preparing an adapter that has restarted. */
  boolean seekVehicle(long deadline) throws IOException {
    return adapter.settingsLost() ? restore(deadline) : findVehicle(deadline);
  }

  /** Searches for the vehicle, which may have been switched on or off since. */
  private boolean findVehicle(long deadline) throws IOException {
    sender.interrupted();
    if (!search.isSearching() && !isReadyToSearch(deadline)) {
      return false;
    }
    if (!status.isAtLeast(ConnectionStatus.OBD_CONNECTED)) {
      setStatus(ConnectionStatus.OBD_CONNECTED, "");
    }
    if (search.find(deadline)) {
      unanswered.found();
      schedule.found();
      setStatus(ConnectionStatus.CAR_CONNECTED, "");
      return true;
    }
    if (!search.isSearching()) {
      schedule.notFound(link.nanoTime());
    }
    setStatus(ConnectionStatus.OBD_CONNECTED, search.failure());
    return false;
  }

  /** Addresses all ECUs and checks the supply voltage, without which no vehicle can answer. */
  private boolean isReadyToSearch(long deadline) throws IOException {
    VehicleProtocol known = search.protocol();
    if (known != null) {
      sender.addressAll(known, deadline);
    }
    if (!options.checkVoltage()) {
      return true;
    }
    double volts = AdapterSetup.voltage(adapter, deadline);
    schedule.noteVoltage(volts, link.nanoTime());
    if (volts < MIN_VOLTS) {
      schedule.notFound(link.nanoTime());
      setStatus(
          ConnectionStatus.INTERFACE_OPEN, "no supply voltage at the socket: " + volts + " V");
      return false;
    }
    return true;
  }

  private void setStatus(ConnectionStatus newStatus, String newReason) {
    status = newStatus;
    reason = newReason;
  }

  /** Sends a request and collects its responses; prepares the adapter again if it restarted. */
  TransportAnswer exchange(DiagnosticRequest request, long deadline) throws IOException {
    boolean toTheAdapter = request instanceof DiagnosticRequest.ToAdapter;
    if (toTheAdapter ? power.isAsleep() : power.isActive()) {
      return TransportAnswer.none(
          Reason.ADAPTER_ERROR, "the adapter is in low power mode: end it first");
    }
    if (request instanceof DiagnosticRequest.ToAdapter toAdapter) {
      sender.interrupted();
      return UserCommand.send(adapter, toAdapter.command(), deadline);
    }
    DiagnosticRequest.ToVehicle toVehicle = (DiagnosticRequest.ToVehicle) request;
    TransportAnswer answer = send(toVehicle, deadline);
    if (adapter.settingsLost() && deadline - adapter.dialogue().now() > 0) {
      boolean again =
          restore(deadline)
              && !(answer instanceof TransportAnswer.Messages)
              && Service.of(toVehicle.payload()).isRepeatable(toVehicle.payload());
      answer = again ? send(toVehicle, deadline) : answer;
    }
    note(toVehicle.payload().at(0), answer, deadline);
    return answer;
  }

  private TransportAnswer send(DiagnosticRequest.ToVehicle request, long deadline)
      throws IOException {
    if (adapter.settingsLost() && !restore(deadline)) {
      return TransportAnswer.none(
          Reason.ADAPTER_ERROR, "the adapter restarted and does not answer");
    }
    VehicleProtocol protocol = search.protocol();
    if (protocol == null) {
      if (!findVehicle(deadline)) {
        return TransportAnswer.none(Reason.BUS_ERROR, reason);
      }
      protocol = search.protocol();
    }
    if (protocol == null) {
      return TransportAnswer.none(Reason.BUS_ERROR, search.failure());
    }
    return sender.exchange(request, protocol, search.format(), deadline);
  }

  /** Prepares an adapter that has lost its settings and searches for the vehicle again. */
  private boolean restore(long deadline) throws IOException {
    return prepare(deadline) && !adapter.settingsLost() && findVehicle(deadline);
  }

  /** Derives the status from the answer to a request of a service. */
  private void note(int service, TransportAnswer answer, long deadline) throws IOException {
    if (answer instanceof TransportAnswer.Messages) {
      silent = 0;
      unanswered.answered(service);
      if (status != ConnectionStatus.CAR_CONNECTED) {
        schedule.found();
        setStatus(ConnectionStatus.CAR_CONNECTED, "");
      }
    } else if (answer instanceof TransportAnswer.NoAnswer none) {
      noteFailure(service, none, deadline);
    }
  }

  private void noteFailure(int service, TransportAnswer.NoAnswer none, long deadline)
      throws IOException {
    if (adapter.dialogue().isSilent()) {
      if (++silent >= MAX_SILENT) {
        throw new IOException(link.name() + ": the adapter does not answer any more");
      }
      return;
    }
    silent = 0;
    boolean silence = none.reason() == Reason.NO_DATA || none.reason() == Reason.BUS_ERROR;
    if (silence && status != ConnectionStatus.CAR_CONNECTED) {
      schedule.notFound(link.nanoTime());
    } else if (none.reason() == Reason.BUS_ERROR) {
      schedule.notFound(link.nanoTime());
      setStatus(ConnectionStatus.OBD_CONNECTED, none.detail());
    } else if (silence && unanswered.unanswered(service)) {
      // The ECU may lack the values; only the probe shows whether the vehicle answers.
      findVehicle(deadline);
    }
  }

  /**
   * Checks an idle adapter and an absent vehicle.
   *
   * @param thorough whether the adapter is sent a command although the vehicle is connected
   */
  void watch(boolean thorough, long deadline) throws IOException {
    if (power.isActive() || monitor != null) {
      return;
    }
    if (!search.isSearching()) {
      adapter.dialogue().poll();
    }
    if (status != ConnectionStatus.CAR_CONNECTED) {
      watchAbsentVehicle(thorough, deadline);
    } else if (thorough) {
      checkAdapter(deadline);
    }
  }

  private void watchAbsentVehicle(boolean thorough, long deadline) throws IOException {
    long now = link.nanoTime();
    boolean seek = search.isSearching() || schedule.isSearchDue(now);
    if (!seek && options.checkVoltage() && schedule.isVoltageDue(now)) {
      sender.interrupted();
      seek = schedule.noteVoltage(AdapterSetup.voltage(adapter, deadline), now);
    }
    if (seek || adapter.settingsLost()) {
      seekVehicle(deadline);
    } else if (thorough) {
      checkAdapter(deadline);
    }
  }

  private void checkAdapter(long deadline) throws IOException {
    if (!probeAdapter(deadline)) {
      throw new IOException(link.name() + ": the adapter does not answer any more");
    }
  }

  /** Sends a command without side effects; returns false if the adapter is silent. */
  private boolean probeAdapter(long deadline) throws IOException {
    adapter.dialogue().settle(deadline);
    adapter.noteUnsolicited();
    sender.interrupted();
    adapter.identify(deadline);
    if (adapter.dialogue().isSilent()) {
      return false;
    }
    if (adapter.settingsLost()) {
      restore(deadline);
    }
    return true;
  }

  /** Begins the low power mode; returns false if the adapter cannot sleep. */
  boolean sleep(long deadline) throws IOException {
    sender.interrupted();
    boolean asleep = power.begin(deadline);
    setStatus(ConnectionStatus.INTERFACE_OPEN, "asleep");
    return asleep;
  }

  /** Ends the low power mode and searches for the vehicle. */
  boolean wake(long deadline) throws IOException {
    if (power.isActive()) {
      power.end(deadline);
      seekVehicle(deadline);
    }
    return adapter.capabilities().has(AtCommand.LOW_POWER);
  }

  /** Returns true, once, if a sleeping adapter has woken by itself. */
  boolean takeWoken() throws IOException {
    return power.takeWoken();
  }

  /** Measures the supply voltage; empty if the adapter does not report it. */
  OptionalDouble supplyVoltage(long deadline) throws IOException {
    sender.interrupted();
    double volts = power.voltage(deadline);
    return Double.isNaN(volts) ? OptionalDouble.empty() : OptionalDouble.of(volts);
  }

  /**
   * Starts to monitor the bus.
   *
   * @throws TransportException.Unavailable if it is not a CAN bus, or is monitored already
   */
  MonitorSession startMonitor(long deadline) throws IOException, TransportException {
    if (monitor != null) {
      throw new TransportException.Unavailable("the bus is already being monitored");
    }
    VehicleProtocol protocol = search.protocol();
    if (protocol == null || !protocol.isCan() && protocol != VehicleProtocol.J1939) {
      throw new TransportException.Unavailable(
          "only a CAN bus can be monitored; the vehicle's protocol is "
              + (protocol == null ? "not known" : protocol.protocol().name()));
    }
    sender.interrupted();
    MonitorSession started = new MonitorSession(adapter, protocol.isExtended());
    started.start(deadline);
    monitor = started;
    return started;
  }

  /** Returns the monitor that is running; null if there is none. */
  @Nullable MonitorSession monitor() {
    return monitor;
  }

  /** Stops the monitor if one is running. */
  void stopMonitor(long deadline) throws IOException {
    MonitorSession running = monitor;
    monitor = null;
    if (running != null) {
      running.stop(deadline);
    }
  }

  /** Waits for outstanding replies, so that the next program on the port does not receive them. */
  void settle(long deadline) throws IOException {
    stopMonitor(deadline);
    adapter.dialogue().settle(deadline);
  }
}
