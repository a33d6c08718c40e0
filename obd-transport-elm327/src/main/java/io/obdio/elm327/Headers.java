package io.obdio.elm327;

import io.obdio.core.message.EcuAddress;
import io.obdio.core.message.RequestTarget;
import io.obdio.elm327.command.Adapter;
import io.obdio.elm327.command.AtCommand;
import io.obdio.elm327.command.ElmProtocol;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Points the adapter at one ECU or at all: header, receive filter and flow control, sent only when
 * they change. Not for several threads.
 */
final class Headers {

  private static final int TESTER = 0xF1;
  private static final String CONTINUE_TO_SEND = "300000";
  private static final String ONLY_HEADER_29 = "18";

  private final Adapter adapter;
  private Optional<RequestTarget> current = Optional.empty();
  private boolean sure = true;
  private boolean filtered;
  private boolean ownFlowControl;
  private String priority = ONLY_HEADER_29;

  Headers(Adapter adapter) {
    this.adapter = adapter;
  }

  /** The adapter has its defaults again. */
  void reset() {
    current = Optional.empty();
    sure = true;
    filtered = false;
    ownFlowControl = false;
    priority = ONLY_HEADER_29;
  }

  /**
   * Sends what is needed for requests to {@code target}.
   *
   * @return null if it is done; else why it cannot be
   */
  @Nullable String select(ElmProtocol protocol, Optional<RequestTarget> target, long deadline)
      throws IOException {
    if (sure && target.equals(current)) {
      return null;
    }
    if (target.isPresent() && !adapter.capabilities().has(AtCommand.SET_HEADER)) {
      return "this adapter cannot ask one ECU alone (no AT SH)";
    }
    // Until all is said it points nowhere: a deadline may pass in the middle.
    sure = false;
    String refusal =
        target.isEmpty()
            ? toAll(protocol, deadline)
            : protocol.isCan()
                ? toCan(protocol, target.get(), deadline)
                : toLegacy(protocol, target.get(), deadline);
    if (refusal == null) {
      current = target;
      sure = true;
    }
    return refusal;
  }

  private @Nullable String toAll(ElmProtocol protocol, long deadline) throws IOException {
    String header = protocol.functionalHeader();
    boolean done = header.isEmpty() || set(AtCommand.SET_HEADER, header, deadline);
    if (done && !priority.equals(ONLY_HEADER_29)) {
      done = set(AtCommand.CAN_PRIORITY, ONLY_HEADER_29, deadline);
      priority = done ? ONLY_HEADER_29 : "";
    }
    if (done && filtered) {
      done = unfilter(protocol, deadline);
      filtered = !done;
    }
    if (done && automaticFlowControl(deadline)) {
      return null;
    }
    if (inTime(deadline)) {
      // Refused: its defaults are these, and it has them after a restart.
      adapter.setSettingsLost(true);
    }
    return "the adapter did not take its default header back";
  }

  private boolean unfilter(ElmProtocol protocol, long deadline) throws IOException {
    boolean wide = protocol.isExtended();
    return set(AtCommand.RECEIVE_ADDRESS, "", deadline)
        || set(AtCommand.AUTO_RECEIVE, "", deadline)
        || set(AtCommand.CAN_FILTER, wide ? "18DAF100" : "7E8", deadline)
            && set(AtCommand.CAN_MASK, wide ? "1FFFFF00" : "7F8", deadline);
  }

  private boolean automaticFlowControl(long deadline) throws IOException {
    if (ownFlowControl) {
      ownFlowControl = !set(AtCommand.FLOW_MODE, "0", deadline);
    }
    return !ownFlowControl;
  }

  private @Nullable String toLegacy(ElmProtocol protocol, RequestTarget target, long deadline)
      throws IOException {
    if (protocol.physicalPriority().isEmpty()) {
      return "requests to one ECU are not to be had on " + protocol.protocol().name();
    }
    if (target.request().kind() != EcuAddress.Kind.BYTE) {
      return target.request() + " is no address of " + protocol.protocol().name();
    }
    String header = protocol.physicalPriority() + target.request() + hex(TESTER, 2);
    return set(AtCommand.SET_HEADER, header, deadline)
        ? null
        : "the adapter does not take the header " + header;
  }

  private @Nullable String toCan(ElmProtocol protocol, RequestTarget target, long deadline)
      throws IOException {
    EcuAddress request = target.request();
    EcuAddress answer = target.answerAddress();
    EcuAddress.Kind kind = protocol.isExtended() ? EcuAddress.Kind.CAN_29 : EcuAddress.Kind.CAN_11;
    if (request.kind() != kind || answer.kind() != kind) {
      return request + " is no identifier of " + protocol.protocol().name();
    }
    String refusal = header(request, deadline);
    if (refusal == null) {
      refusal = filter(answer, deadline);
    }
    if (refusal == null) {
      flowControl(request, answer, deadline);
    }
    return refusal;
  }

  private @Nullable String header(EcuAddress request, long deadline) throws IOException {
    boolean extended = request.kind() == EcuAddress.Kind.CAN_29;
    String header = extended ? hex(request.id() & 0xFFFFFF, 6) : hex(request.id(), 3);
    if (extended) {
      String top = hex(request.id() >>> 24, 2);
      if (!top.equals(priority)) {
        priority = "";
        if (!set(AtCommand.CAN_PRIORITY, top, deadline)) {
          return "this adapter cannot send identifiers that begin with " + top + " (no AT CP)";
        }
        priority = top;
      }
    }
    return set(AtCommand.SET_HEADER, header, deadline)
        ? null
        : "the adapter does not take the header " + header;
  }

  private @Nullable String filter(EcuAddress answer, long deadline) throws IOException {
    boolean extended = answer.kind() == EcuAddress.Kind.CAN_29;
    boolean before = filtered;
    filtered = true;
    if (set(AtCommand.RECEIVE_ADDRESS, answer.toString(), deadline)) {
      return null;
    }
    boolean half = set(AtCommand.CAN_FILTER, answer.toString(), deadline);
    if (half && set(AtCommand.CAN_MASK, extended ? "1FFFFFFF" : "7FF", deadline)) {
      return null;
    }
    filtered = before || half || !inTime(deadline);
    // By default it receives the legislated identifiers, and the driver filters them itself.
    return isLegislated(answer)
        ? null
        : "this adapter cannot receive " + answer + " (no AT CRA, AT CF)";
  }

  private void flowControl(EcuAddress request, EcuAddress answer, long deadline)
      throws IOException {
    boolean byRule =
        isLegislated(answer) && RequestTarget.of(request).answerAddress().equals(answer);
    if (byRule) {
      automaticFlowControl(deadline);
      return;
    }
    // Without these only answers of one frame are to be had; those still are.
    ownFlowControl = true;
    if (!set(AtCommand.FLOW_HEADER, request.toString(), deadline)
        || !set(AtCommand.FLOW_DATA, CONTINUE_TO_SEND, deadline)) {
      ownFlowControl = false;
      return;
    }
    set(AtCommand.FLOW_MODE, "1", deadline);
  }

  private static boolean isLegislated(EcuAddress answer) {
    return answer.kind() == EcuAddress.Kind.CAN_11
        ? (answer.id() & 0x7F8) == 0x7E8
        : (answer.id() & 0x1FFFFF00) == 0x18DAF100;
  }

  private boolean inTime(long deadline) {
    return deadline - adapter.dialogue().now() > 0;
  }

  private boolean set(AtCommand command, String argument, long deadline) throws IOException {
    return adapter.set(command, argument, deadline);
  }

  private static String hex(int value, int digits) {
    return String.format(Locale.ROOT, "%0" + digits + "X", value);
  }
}
