package io.obdio.elm327;

import io.obdio.core.message.EcuAddress;
import io.obdio.core.message.EcuMessage;
import io.obdio.elm327.command.Adapter;
import io.obdio.elm327.command.AtCommand;
import io.obdio.elm327.command.Dialogue;
import io.obdio.elm327.command.ElmProtocol;
import io.obdio.elm327.command.Expect;
import io.obdio.elm327.line.BareLines;
import io.obdio.elm327.line.LineFormat;
import io.obdio.elm327.line.LineMessages;
import io.obdio.elm327.reply.ElmError;
import io.obdio.elm327.reply.ElmReply;
import io.obdio.elm327.reply.RawReply;
import io.obdio.elm327.reply.ReplyReader;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Finds the vehicle's protocol and knows how its lines are read. Not for several threads. */
final class VehicleBus {

  /** What every vehicle answers: which PIDs of service 01 there are. */
  static final String PROBE = "0100";

  /** The active trouble codes' parameter group DM1 (SAE J1939-73), which every vehicle has. */
  private static final String J1939_PROBE = "00FECA";

  private static final int BLANK_ATTEMPTS = 3;
  private static final long LATE_MILLIS = 300;

  /** Most vehicles first; the slow initialisations last. */
  private static final List<ElmProtocol> ORDER =
      List.of(
          ElmProtocol.CAN_11_500,
          ElmProtocol.CAN_29_500,
          ElmProtocol.CAN_11_250,
          ElmProtocol.CAN_29_250,
          ElmProtocol.KWP_FAST,
          ElmProtocol.J1850_VPW,
          ElmProtocol.J1850_PWM,
          ElmProtocol.ISO_9141_2,
          ElmProtocol.KWP_5BAUD);

  private final Adapter adapter;
  private final String wanted;
  private @Nullable ElmProtocol protocol;
  private LineFormat format = lines -> LineMessages.NONE;
  private @Nullable ElmProtocol tried;
  private boolean selected;
  private boolean searching;
  private String failure = "";
  private final TreeSet<EcuAddress> ecus = new TreeSet<>();

  VehicleBus(Adapter adapter, String wanted) {
    this.adapter = adapter;
    this.wanted = wanted;
  }

  /** The protocol; null while none is found. */
  @Nullable ElmProtocol protocol() {
    return protocol;
  }

  /** How its lines are read. */
  LineFormat format() {
    return format;
  }

  /** Why no vehicle was found, in the adapter's words. */
  String failure() {
    return failure;
  }

  /** The ECUs that answered the probe. */
  List<EcuAddress> ecus() {
    return List.copyOf(ecus);
  }

  /** The adapter has restarted: the protocol must be set again. */
  void forgetSelection() {
    selected = false;
    searching = false;
  }

  /**
   * Looks for a vehicle: one search, whose prompt is waited for until the deadline; a search that
   * outlives it is taken up by the next call.
   *
   * @return true if a vehicle answers
   */
  boolean find(long deadline) throws IOException {
    if (searching) {
      return resume(deadline);
    }
    if (wanted.equals(Elm327Options.EACH) && protocol == null) {
      return findOneByOne(deadline);
    }
    if (!select(deadline)) {
      return findOneByOne(deadline);
    }
    if (!wanted.equals("0") && !wanted.equals(Elm327Options.EACH)) {
      // Given by the user: usable even if nobody answers the probe, as on a car without OBD.
      Optional<ElmProtocol> given = ElmProtocol.of(wanted.charAt(0));
      if (given.isPresent()) {
        use(given.get(), deadline);
      }
    }
    return probe(deadline);
  }

  private boolean select(long deadline) throws IOException {
    if (selected) {
      return true;
    }
    ElmProtocol known = protocol;
    char digit = known != null ? known.digit() : wanted.charAt(0);
    boolean automatic = wanted.equals("0") || wanted.equals(Elm327Options.EACH);
    selected =
        known != null && automatic && set(AtCommand.SET_PROTOCOL, "A" + digit, deadline)
            || set(digit == '0' ? AtCommand.SET_PROTOCOL : AtCommand.TRY_PROTOCOL, digit, deadline)
            || digit != '0' && set(AtCommand.SET_PROTOCOL, digit, deadline);
    return selected;
  }

  private boolean set(AtCommand command, char digit, long deadline) throws IOException {
    return set(command, String.valueOf(digit), deadline);
  }

  /** A refused argument does not mean that the command is lacking: clones know some of them. */
  private boolean set(AtCommand command, String argument, long deadline) throws IOException {
    return adapter.tell(command.text() + argument, adapter.dialogue().within(1500, deadline));
  }

  private boolean findOneByOne(long deadline) throws IOException {
    if (tried != null) {
      return false;
    }
    try {
      return tryEach(deadline);
    } finally {
      tried = null;
    }
  }

  private boolean tryEach(long deadline) throws IOException {
    for (ElmProtocol candidate : ORDER) {
      if (deadline - adapter.dialogue().now() <= 0) {
        return false;
      }
      tried = candidate;
      if ((set(AtCommand.TRY_PROTOCOL, candidate.digit(), deadline)
              || set(AtCommand.SET_PROTOCOL, candidate.digit(), deadline))
          && probe(deadline)) {
        selected = true;
        return true;
      }
    }
    return false;
  }

  private String probeText() {
    return protocol == ElmProtocol.J1939 ? J1939_PROBE : PROBE;
  }

  private boolean probe(long deadline) throws IOException {
    Dialogue dialogue = adapter.dialogue();
    String text = probeText();
    for (int attempt = 0; attempt < BLANK_ATTEMPTS; attempt++) {
      RawReply raw = dialogue.ask(text, deadline);
      ElmReply reply = ReplyReader.data(text, raw);
      while (raw.prompt() && !(isOutcome(reply) && isToProbe(reply))) {
        dialogue.suspect();
        raw = dialogue.await(dialogue.within(LATE_MILLIS, deadline));
        if (!raw.text().isBlank()) {
          reply = ReplyReader.data(text, raw);
        }
      }
      if (isOutcome(reply)) {
        return outcome(reply, deadline);
      }
      if (dialogue.isBusy()) {
        searching = true;
        failure = "still searching";
        return false;
      }
      failure = "no reply to " + PROBE;
    }
    return false;
  }

  private boolean resume(long deadline) throws IOException {
    RawReply late = adapter.dialogue().settle(deadline);
    if (adapter.dialogue().isBusy()) {
      return false;
    }
    searching = false;
    return late != null && outcome(ReplyReader.data(probeText(), late), deadline)
        || probe(deadline);
  }

  private static boolean isOutcome(ElmReply reply) {
    return reply instanceof ElmReply.Data
        || reply instanceof ElmReply.Failed failed
            && failed.error().kind() != ElmError.Kind.ADAPTER;
  }

  /** False for data that answer an earlier request. */
  private boolean isToProbe(ElmReply reply) {
    return !(reply instanceof ElmReply.Data data)
        || protocol == ElmProtocol.J1939
        || data.hex().stream().anyMatch(line -> line.contains("4100"));
  }

  private boolean outcome(ElmReply reply, long deadline) throws IOException {
    List<String> hex;
    if (reply instanceof ElmReply.Failed failed) {
      failure = failed.error().text();
      if (failed.error().kind() == ElmError.Kind.RESET) {
        adapter.setSettingsLost(true);
      }
      hex = failed.hex();
    } else if (reply instanceof ElmReply.Data data) {
      hex = data.hex();
    } else {
      return false;
    }
    if (hex.isEmpty()) {
      return false;
    }
    Optional<ElmProtocol> found = identify(hex, deadline);
    if (found.isEmpty()) {
      failure = "an answer of no known protocol: " + hex.get(0);
      // Neither the chip nor its lines tell: set one after the other, and the one is known.
      return findOneByOne(deadline);
    }
    use(found.get(), deadline);
    return hear(format.read(hex));
  }

  private boolean hear(LineMessages answer) {
    boolean heard = false;
    for (EcuMessage message : answer.messages()) {
      if (message.payload().at(0) == 0x41 || protocol == ElmProtocol.J1939) {
        ecus.add(message.ecu());
        heard = true;
      }
    }
    if (!heard) {
      failure = "a damaged answer to " + PROBE;
    }
    return heard;
  }

  private Optional<ElmProtocol> identify(List<String> hex, long deadline) throws IOException {
    String number = adapter.read(AtCommand.PROTOCOL_NUMBER, Expect.PROTOCOL, deadline);
    Optional<ElmProtocol> named =
        number.isEmpty() ? Optional.empty() : ElmProtocol.of(number.charAt(number.length() - 1));
    if (named.isPresent()) {
      return named;
    }
    if (tried != null) {
      return Optional.of(tried);
    }
    if (!wanted.equals("0") && !wanted.equals(Elm327Options.EACH)) {
      return ElmProtocol.of(wanted.charAt(0));
    }
    // A chip that cannot tell its protocol: the lines do.
    return ORDER.stream()
        .filter(candidate -> !candidate.lines().read(hex).messages().isEmpty())
        .findFirst();
  }

  private void use(ElmProtocol found, long deadline) throws IOException {
    if (found == protocol) {
      return;
    }
    protocol = found;
    boolean headers = adapter.capabilities().has(AtCommand.HEADERS_ON);
    format = headers ? found.lines() : new BareLines(supposedEcu(found), found.isCan());
    if (found == ElmProtocol.J1939) {
      adapter.set(AtCommand.J1939_HEADERS, "0", deadline);
    } else if (!found.isCan()) {
      adapter.set(AtCommand.ALLOW_LONG, "", deadline);
    }
  }

  private static EcuAddress supposedEcu(ElmProtocol protocol) {
    if (!protocol.isCan()) {
      return EcuAddress.ofByte(0x10);
    }
    return protocol.isExtended() ? EcuAddress.can29(0x18DAF110) : EcuAddress.can11(0x7E8);
  }
}
