package io.obdio.elm327.request;

import io.obdio.core.message.AddressByte;
import io.obdio.core.message.EcuAddress;
import io.obdio.core.message.ObdAddress;
import io.obdio.core.message.RequestTarget;
import io.obdio.elm327.command.AtCommand;
import io.obdio.elm327.command.ElmAdapter;
import io.obdio.elm327.protocol.VehicleProtocol;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The header of requests with the receive filter and the flow control that belong to it. Commands
 * are sent only for what changes. Not thread-safe.
 */
final class RequestHeaders {

  private static final String CONTINUE_TO_SEND = "300000";
  private static final String DEFAULT_PRIORITY = "18";
  private static final String TESTER = hex(ObdAddress.TESTER, 2);

  private final ElmAdapter adapter;
  private Optional<RequestTarget> current = Optional.empty();
  private boolean confirmed = true;
  private boolean filtered;
  private boolean ownFlowControl;
  private String priority = DEFAULT_PRIORITY;
  private String addressByte = "";
  private String receiveByte = TESTER;

  RequestHeaders(ElmAdapter adapter) {
    this.adapter = adapter;
  }

  /** Notes that the adapter has its default settings again. */
  void reset() {
    current = Optional.empty();
    confirmed = true;
    filtered = false;
    ownFlowControl = false;
    priority = DEFAULT_PRIORITY;
    addressByte = "";
    receiveByte = TESTER;
  }

  /**
   * Sends the commands for requests to {@code target}; empty for all ECUs.
   *
   * @return null if the adapter accepted them, else the reason why not
   */
  @Nullable String select(VehicleProtocol protocol, Optional<RequestTarget> target, long deadline)
      throws IOException {
    if (confirmed && target.equals(current)) {
      return null;
    }
    if (target.isPresent() && !adapter.capabilities().has(AtCommand.SET_HEADER)) {
      return "this adapter cannot send requests to one ECU (it lacks AT SH)";
    }
    // The deadline may pass after some of the commands: then all are sent again next time.
    confirmed = false;
    String refusal = commands(protocol, target, deadline);
    if (refusal == null) {
      current = target;
      confirmed = true;
    }
    return refusal;
  }

  private @Nullable String commands(
      VehicleProtocol protocol, Optional<RequestTarget> target, long deadline) throws IOException {
    if (target.isEmpty()) {
      return functional(protocol, deadline);
    }
    return protocol.isCan()
        ? physicalOnCan(protocol, target.get(), deadline)
        : physicalOffCan(protocol, target.get(), deadline);
  }

  private @Nullable String functional(VehicleProtocol protocol, long deadline) throws IOException {
    String header = protocol.functionalHeader();
    boolean done = header.isEmpty() || adapter.set(AtCommand.SET_HEADER, header, deadline);
    if (done && !priority.equals(DEFAULT_PRIORITY)) {
      done = adapter.set(AtCommand.CAN_PRIORITY, DEFAULT_PRIORITY, deadline);
      priority = done ? DEFAULT_PRIORITY : "";
    }
    if (done && filtered) {
      done = removeFilter(protocol, deadline);
      filtered = !done;
    }
    if (done && automaticFlowControl(deadline) && setAddressByte(null, deadline)) {
      return null;
    }
    if (isInTime(deadline)) {
      // After a restart the adapter has these defaults, even if it refuses to set them.
      adapter.setSettingsLost(true);
    }
    return "the adapter did not return to its default header";
  }

  private boolean removeFilter(VehicleProtocol protocol, long deadline) throws IOException {
    ObdAddress.Range all =
        protocol.isExtended() ? ObdAddress.RESPONSES_29 : ObdAddress.RESPONSES_11;
    int digits = protocol.isExtended() ? 8 : 3;
    return adapter.set(AtCommand.RECEIVE_ADDRESS, "", deadline)
        || adapter.set(AtCommand.AUTO_RECEIVE, "", deadline)
        || adapter.set(AtCommand.CAN_FILTER, hex(all.code(), digits), deadline)
            && adapter.set(AtCommand.CAN_MASK, hex(all.mask(), digits), deadline);
  }

  private boolean automaticFlowControl(long deadline) throws IOException {
    if (ownFlowControl) {
      ownFlowControl = !adapter.set(AtCommand.FLOW_MODE, "0", deadline);
    }
    return !ownFlowControl;
  }

  private @Nullable String physicalOffCan(
      VehicleProtocol protocol, RequestTarget target, long deadline) throws IOException {
    EcuAddress request = target.request();
    if (!protocol.hasPhysicalHeader()) {
      return "requests to one ECU are not supported on " + protocol.protocol().name();
    }
    if (request.kind() != EcuAddress.Kind.BYTE) {
      return request + " is not an address of " + protocol.protocol().name();
    }
    return setHeader(protocol.physicalHeader(request.id()), deadline);
  }

  private @Nullable String physicalOnCan(
      VehicleProtocol protocol, RequestTarget target, long deadline) throws IOException {
    EcuAddress request = target.request();
    List<EcuAddress> answers = target.answerCandidates();
    EcuAddress.Kind kind = protocol.addressKind();
    if (request.kind() != kind || answers.stream().anyMatch(answer -> answer.kind() != kind)) {
      return request + " is not an identifier of " + protocol.protocol().name();
    }
    AddressByte address = target.extended().orElse(null);
    if (!setAddressByte(address, deadline)) {
      return "this adapter cannot use extended addresses (it lacks AT CEA)";
    }
    String refusal = setIdentifier(request, deadline);
    if (refusal == null) {
      refusal = setFilter(answers, deadline);
    }
    if (refusal == null) {
      setFlowControl(request, answers, address, deadline);
    }
    return refusal;
  }

  /** Sets the address byte of extended addressing, or normal addressing if there is none. */
  private boolean setAddressByte(@Nullable AddressByte address, long deadline) throws IOException {
    String required = address == null ? "" : address.toString();
    if (!required.equals(addressByte)) {
      addressByte = "?";
      if (!adapter.set(AtCommand.EXTENDED_ADDRESS, required, deadline)) {
        return false;
      }
      addressByte = required;
    }
    int answer = address == null ? -1 : address.answer().orElse(-1);
    if (answer >= 0 && !hex(answer, 2).equals(receiveByte)) {
      // Versions before 2.2 lack this command; some of them do not check the byte.
      receiveByte = hex(answer, 2);
      adapter.set(AtCommand.EXTENDED_RECEIVE_ADDRESS, receiveByte, deadline);
    }
    return true;
  }

  private @Nullable String setIdentifier(EcuAddress request, long deadline) throws IOException {
    if (request.kind() == EcuAddress.Kind.CAN_11) {
      return setHeader(hex(request.id(), 3), deadline);
    }
    String top = hex(request.id() >>> 24, 2);
    if (!top.equals(priority)) {
      priority = "";
      if (!adapter.set(AtCommand.CAN_PRIORITY, top, deadline)) {
        return "this adapter cannot send identifiers that begin with " + top + " (it lacks AT CP)";
      }
      priority = top;
    }
    return setHeader(hex(request.id() & 0xFFFFFF, 6), deadline);
  }

  private @Nullable String setHeader(String header, long deadline) throws IOException {
    return adapter.set(AtCommand.SET_HEADER, header, deadline)
        ? null
        : "the adapter does not accept the header " + header;
  }

  /** Receives all of these identifiers, and as few others as the adapter's mask allows. */
  private @Nullable String setFilter(List<EcuAddress> answers, long deadline) throws IOException {
    EcuAddress first = answers.get(0);
    if (answers.size() == 1) {
      return setFilter(first, deadline);
    }
    int differing = 0;
    for (EcuAddress answer : answers) {
      differing |= answer.id() ^ first.id();
    }
    boolean wide = first.kind() == EcuAddress.Kind.CAN_29;
    int mask = (wide ? 0x1FFFFFFF : 0x7FF) & ~differing;
    int digits = wide ? 8 : 3;
    filtered = true;
    boolean done =
        adapter.set(AtCommand.CAN_FILTER, hex(first.id() & mask, digits), deadline)
            && adapter.set(AtCommand.CAN_MASK, hex(mask, digits), deadline);
    return done ? null : setFilter(first, deadline);
  }

  private @Nullable String setFilter(EcuAddress answer, long deadline) throws IOException {
    boolean before = filtered;
    filtered = true;
    if (adapter.set(AtCommand.RECEIVE_ADDRESS, answer.toString(), deadline)) {
      return null;
    }
    boolean half = adapter.set(AtCommand.CAN_FILTER, answer.toString(), deadline);
    String mask = answer.kind() == EcuAddress.Kind.CAN_29 ? "1FFFFFFF" : "7FF";
    if (half && adapter.set(AtCommand.CAN_MASK, mask, deadline)) {
      return null;
    }
    filtered = before || half || !isInTime(deadline);
    // By default the adapter receives the legislated identifiers; the driver filters them itself.
    return ObdAddress.isResponse(answer)
        ? null
        : "this adapter cannot receive " + answer + " (it lacks AT CRA and AT CF)";
  }

  private void setFlowControl(
      EcuAddress request, List<EcuAddress> answers, @Nullable AddressByte address, long deadline)
      throws IOException {
    EcuAddress answer = answers.get(0);
    boolean automatic =
        address == null
            && answers.size() == 1
            && ObdAddress.isResponse(answer)
            && ObdAddress.responseOf(request).equals(answer);
    if (automatic) {
      automaticFlowControl(deadline);
      return;
    }
    // An adapter without these commands still receives responses of a single frame.
    ownFlowControl = true;
    String data = address == null ? CONTINUE_TO_SEND : address + CONTINUE_TO_SEND;
    if (!adapter.set(AtCommand.FLOW_HEADER, request.toString(), deadline)
        || !adapter.set(AtCommand.FLOW_DATA, data, deadline)) {
      ownFlowControl = false;
      return;
    }
    adapter.set(AtCommand.FLOW_MODE, "1", deadline);
  }

  private boolean isInTime(long deadline) {
    return deadline - adapter.dialogue().now() > 0;
  }

  private static String hex(int value, int digits) {
    return String.format(Locale.ROOT, "%0" + digits + "X", value);
  }
}
