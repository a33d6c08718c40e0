package io.obdio.elm327;

import io.obdio.core.message.DiagnosticRequest;
import io.obdio.core.message.EcuAddress;
import io.obdio.core.transport.ConnectionStatus;
import io.obdio.core.transport.Protocol;
import io.obdio.core.transport.TransportAnswer;
import io.obdio.core.transport.TransportAnswer.Reason;
import io.obdio.elm327.command.Adapter;
import io.obdio.elm327.command.AdapterSetup;
import io.obdio.elm327.command.AtCommand;
import io.obdio.elm327.command.Capabilities;
import io.obdio.elm327.command.ElmProtocol;
import io.obdio.elm327.command.Expect;
import io.obdio.elm327.command.SpeedUp;
import io.obdio.elm327.link.ByteLink;
import io.obdio.elm327.link.LinkUnavailableException;
import io.obdio.elm327.reply.ElmReply;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that is known of one open link: the adapter behind it, the vehicle behind that. Not for
 * several threads; every method throws {@link IOException} if the link is gone.
 */
final class ElmSession {

  private static final double LEAST_VOLTS = 6.0;
  private static final int SILENT_LIMIT = 2;
  private static final int NO_DATA_LIMIT = 3;
  private static final long WAKE_MILLIS = 3000;

  private final ByteLink link;
  private final Elm327Options options;
  private final Adapter adapter;
  private final VehicleBus bus;
  private final Exchanger exchanger;
  private ConnectionStatus status = ConnectionStatus.NOT_CONNECTED;
  private String reason = "";
  private int silent;
  private int noData;
  private boolean asleep;

  /** {@code last} is the protocol of before, if it is known. */
  ElmSession(
      ByteLink link, Elm327Options options, Capabilities capabilities, @Nullable ElmProtocol last) {
    this.link = link;
    this.options = options;
    this.adapter = new Adapter(link, capabilities);
    this.bus = new VehicleBus(adapter, new ProtocolChoice(adapter, options.protocol(), last));
    this.exchanger = new Exchanger(adapter);
  }

  ByteLink link() {
    return link;
  }

  Adapter adapter() {
    return adapter;
  }

  ConnectionStatus status() {
    return status;
  }

  /** Why the status is what it is; "" if it needs no reason. */
  String reason() {
    return reason;
  }

  Protocol protocol() {
    ElmProtocol protocol = bus.protocol();
    return protocol == null ? Protocol.NONE : protocol.protocol();
  }

  /** The same for the next session; null while it is not known. */
  @Nullable ElmProtocol elmProtocol() {
    return bus.protocol();
  }

  List<EcuAddress> ecus() {
    return bus.ecus();
  }

  /**
   * Readies the adapter and looks for the vehicle.
   *
   * @throws LinkUnavailableException if no adapter answers
   */
  void open(long deadline) throws IOException {
    if (!ready(deadline)) {
      throw new LinkUnavailableException(
          link.name()
              + ": no ELM327 answers; is it plugged in and powered (ignition on)? If it is another"
              + " bit rate's, leave out baud= or give the right one");
    }
    AdapterSetup.identify(adapter, deadline);
    if (options.speed() > 0 && link.baudRate() > 0 && link.baudRate() != options.speed()) {
      SpeedUp.to(adapter, link.baudRate(), options.speed(), deadline);
    }
    if (!seekVehicle(deadline) && adapter.settingsLost()) {
      seekVehicle(deadline);
    }
  }

  private boolean ready(long deadline) throws IOException {
    exchanger.reset();
    bus.forgetSelection();
    if (!AdapterSetup.ready(adapter, deadline)) {
      return false;
    }
    if (!status.isAtLeast(ConnectionStatus.INTERFACE_OPEN)) {
      set(ConnectionStatus.INTERFACE_OPEN, "");
    }
    return true;
  }

  /** Looks for the vehicle, with an adapter that is ready for it. */
  boolean seekVehicle(long deadline) throws IOException {
    return adapter.settingsLost() ? restore(deadline) : findVehicle(deadline);
  }

  /** Looks for the vehicle, which may have been switched on or off since. */
  private boolean findVehicle(long deadline) throws IOException {
    exchanger.interrupted();
    ElmProtocol known = bus.protocol();
    if (known != null) {
      exchanger.pointAtAll(known, deadline);
    }
    if (options.checkVoltage()) {
      double volts = AdapterSetup.voltage(adapter, deadline);
      if (volts < LEAST_VOLTS) {
        set(ConnectionStatus.INTERFACE_OPEN, "no supply voltage at the socket: " + volts + " V");
        return false;
      }
    }
    if (!status.isAtLeast(ConnectionStatus.OBD_CONNECTED)) {
      set(ConnectionStatus.OBD_CONNECTED, "");
    }
    if (bus.find(deadline)) {
      noData = 0;
      set(ConnectionStatus.CAR_CONNECTED, "");
      return true;
    }
    set(ConnectionStatus.OBD_CONNECTED, bus.failure());
    return false;
  }

  private void set(ConnectionStatus to, String why) {
    status = to;
    reason = why;
  }

  TransportAnswer exchange(DiagnosticRequest request, long deadline) throws IOException {
    if (asleep) {
      return TransportAnswer.none(Reason.ADAPTER_ERROR, "the adapter sleeps: wake it first");
    }
    if (request instanceof DiagnosticRequest.ToAdapter toAdapter) {
      exchanger.interrupted();
      return adapterText(toAdapter.command(), deadline);
    }
    DiagnosticRequest.ToVehicle toVehicle = (DiagnosticRequest.ToVehicle) request;
    TransportAnswer answer = attempt(toVehicle, deadline);
    if (adapter.settingsLost() && deadline - adapter.dialogue().now() > 0) {
      // It has restarted: ready it again, and ask again if nothing came.
      if (restore(deadline) && !(answer instanceof TransportAnswer.Messages)) {
        answer = attempt(toVehicle, deadline);
      }
    }
    note(answer, deadline);
    return answer;
  }

  private TransportAnswer attempt(DiagnosticRequest.ToVehicle request, long deadline)
      throws IOException {
    if (adapter.settingsLost() && !restore(deadline)) {
      return TransportAnswer.none(
          Reason.ADAPTER_ERROR, "the adapter restarted and does not answer");
    }
    ElmProtocol protocol = bus.protocol();
    if (protocol == null) {
      if (!findVehicle(deadline)) {
        return TransportAnswer.none(Reason.BUS_ERROR, reason);
      }
      protocol = bus.protocol();
    }
    if (protocol == null) {
      return TransportAnswer.none(Reason.BUS_ERROR, bus.failure());
    }
    return exchanger.exchange(request, protocol, bus.format(), deadline);
  }

  /** Readies an adapter that has lost its settings and finds the vehicle again. */
  private boolean restore(long deadline) throws IOException {
    return ready(deadline) && !adapter.settingsLost() && findVehicle(deadline);
  }

  private TransportAnswer adapterText(String command, long deadline) throws IOException {
    ElmReply reply = adapter.raw(command, deadline);
    if (reply instanceof ElmReply.Ok) {
      return new TransportAnswer.AdapterText("OK");
    }
    if (reply instanceof ElmReply.Words words) {
      return new TransportAnswer.AdapterText(String.join("\n", words.lines()));
    }
    if (reply instanceof ElmReply.Unknown) {
      return TransportAnswer.none(Reason.ADAPTER_ERROR, "?");
    }
    if (reply instanceof ElmReply.Failed failed) {
      return TransportAnswer.none(Reason.ADAPTER_ERROR, failed.error().text());
    }
    return TransportAnswer.none(Reason.ADAPTER_ERROR, "no reply to " + command);
  }

  /** Draws from an answer what it says of the connection. */
  private void note(TransportAnswer answer, long deadline) throws IOException {
    if (answer instanceof TransportAnswer.Messages) {
      silent = 0;
      noData = 0;
      if (status != ConnectionStatus.CAR_CONNECTED) {
        set(ConnectionStatus.CAR_CONNECTED, "");
      }
    } else if (answer instanceof TransportAnswer.NoAnswer none) {
      noteFailure(none, deadline);
    }
  }

  private void noteFailure(TransportAnswer.NoAnswer none, long deadline) throws IOException {
    if (adapter.dialogue().isSilent()) {
      if (++silent >= SILENT_LIMIT) {
        throw new IOException(link.name() + ": the adapter does not answer any more");
      }
      return;
    }
    silent = 0;
    switch (none.reason()) {
      case BUS_ERROR -> {
        if (status == ConnectionStatus.CAR_CONNECTED) {
          set(ConnectionStatus.OBD_CONNECTED, none.detail());
        }
      }
      case NO_DATA -> {
        // It never proves absence of more than this one answer; the probe does.
        if (++noData >= NO_DATA_LIMIT && status == ConnectionStatus.CAR_CONNECTED) {
          noData = 0;
          findVehicle(deadline);
        }
      }
      case DAMAGED, ADAPTER_ERROR, NOT_SUPPORTED -> {}
    }
  }

  /** A cheap sign of life; false if the adapter gives none. */
  boolean probe(long deadline) throws IOException {
    adapter.dialogue().settle(deadline);
    adapter.noteUnsolicited();
    exchanger.interrupted();
    adapter.read(AtCommand.IDENTITY, Expect.IDENTITY, deadline);
    if (adapter.dialogue().isSilent()) {
      return false;
    }
    if (adapter.settingsLost()) {
      restore(deadline);
    }
    return true;
  }

  /** Lets the adapter sleep; false if it cannot. */
  boolean sleep(long deadline) throws IOException {
    exchanger.interrupted();
    asleep = adapter.set(AtCommand.LOW_POWER, "", deadline);
    if (asleep) {
      // The OK of a chip that falls asleep may lack its prompt.
      adapter.dialogue().forget();
      set(ConnectionStatus.INTERFACE_OPEN, "asleep");
    }
    return asleep;
  }

  /** Wakes it: any character does, and it starts anew. */
  boolean wake(long deadline) throws IOException {
    if (!asleep) {
      return adapter.capabilities().has(AtCommand.LOW_POWER);
    }
    asleep = false;
    adapter.dialogue().settle(deadline);
    adapter.dialogue().send("");
    adapter.dialogue().await(adapter.dialogue().within(WAKE_MILLIS, deadline));
    restore(deadline);
    return true;
  }

  /** True while the adapter is meant to sleep. */
  boolean isAsleep() {
    return asleep;
  }

  /** Begins to monitor; null if the bus is none of CAN frames. */
  @Nullable MonitorSession monitor(long deadline) throws IOException {
    ElmProtocol protocol = bus.protocol();
    if (protocol == null || !protocol.isCan() && protocol != ElmProtocol.J1939) {
      return null;
    }
    exchanger.interrupted();
    MonitorSession monitor = new MonitorSession(adapter, protocol.isExtended());
    monitor.start(deadline);
    return monitor;
  }

  /** Leaves nothing on the line that the next one to open it would take for an answer. */
  void leaveClean(long deadline) throws IOException {
    adapter.dialogue().settle(deadline);
  }
}
