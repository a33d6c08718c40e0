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

  private static final String ANSWER = "4100";

  /** The active trouble codes' parameter group DM1 (SAE J1939-73), which every vehicle has. */
  private static final String J1939_PROBE = "00FECA";

  private static final int BLANK_ATTEMPTS = 3;
  private static final long LATE_MILLIS = 300;

  private final Adapter adapter;
  private final ProtocolChoice choice;
  private @Nullable ElmProtocol protocol;
  private LineFormat format = lines -> LineMessages.NONE;
  private @Nullable ElmProtocol tried;
  private boolean searching;
  private String failure = "";
  private final TreeSet<EcuAddress> ecus = new TreeSet<>();

  VehicleBus(Adapter adapter, ProtocolChoice choice) {
    this.adapter = adapter;
    this.choice = choice;
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
    choice.forget();
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
    if (choice.isOneByOne() && protocol == null || !choice.select(deadline)) {
      return findOneByOne(deadline);
    }
    Optional<ElmProtocol> given = choice.given();
    if (given.isPresent()) {
      // Usable even if nobody answers the probe, as on a car without OBD.
      use(given.get(), deadline);
    }
    if (probe(deadline)) {
      return true;
    }
    boolean over = searching || adapter.settingsLost() || deadline - adapter.dialogue().now() <= 0;
    boolean searched = failure.equals(ElmError.UNABLE_TO_CONNECT.text());
    return !over && !searched && choice.failed() && choice.select(deadline) && probe(deadline);
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
    // Until one answers it stands on the last that was tried, which is none.
    choice.forget();
    for (ElmProtocol candidate : choice.order()) {
      if (deadline - adapter.dialogue().now() <= 0) {
        return false;
      }
      tried = candidate;
      if (choice.tell(candidate, deadline) && probe(deadline)) {
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
            && (failed.error().kind() != ElmError.Kind.ADAPTER || !failed.hex().isEmpty());
  }

  /** False for data that answer an earlier request. */
  private boolean isToProbe(ElmReply reply) {
    return !(reply instanceof ElmReply.Data data)
        || protocol == ElmProtocol.J1939
        || data.hex().stream().anyMatch(line -> line.contains(ANSWER));
  }

  private boolean outcome(ElmReply reply, long deadline) throws IOException {
    List<String> hex;
    if (reply instanceof ElmReply.Failed failed) {
      failure = failed.error().text();
      if (failed.error().kind() == ElmError.Kind.RESET) {
        adapter.setSettingsLost(true);
        adapter.dialogue().suspect();
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
    failure = "a damaged answer to " + PROBE;
    Optional<ElmProtocol> found = identify(hex, deadline);
    if (found.isPresent()) {
      return hear(found.get(), formatOf(found.get()).read(hex), deadline);
    }
    if (hex.stream().noneMatch(line -> line.contains(ANSWER))) {
      return false;
    }
    failure = "an answer of no known protocol: " + hex.get(0);
    // Neither the chip nor its lines tell: set one after the other, and the one is known.
    return findOneByOne(deadline);
  }

  /** Noise, or another request's answer, says nothing of the protocol. */
  private boolean hear(ElmProtocol found, LineMessages answer, long deadline) throws IOException {
    boolean heard = false;
    for (EcuMessage message : answer.messages()) {
      if (message.payload().at(0) == 0x41 || found == ElmProtocol.J1939) {
        ecus.add(message.ecu());
        heard = true;
      }
    }
    if (heard) {
      choice.found(found);
      use(found, deadline);
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
    if (choice.given().isPresent()) {
      return choice.given();
    }
    // A chip that cannot tell its protocol: the lines do.
    return choice.order().stream()
        .filter(candidate -> !candidate.lines().read(hex).messages().isEmpty())
        .findFirst();
  }

  private LineFormat formatOf(ElmProtocol found) {
    return adapter.capabilities().has(AtCommand.HEADERS_ON)
        ? found.lines()
        : new BareLines(supposedEcu(found), found.isCan());
  }

  private void use(ElmProtocol found, long deadline) throws IOException {
    boolean headers = adapter.capabilities().has(AtCommand.HEADERS_ON);
    if (found == protocol && headers == format.namesEcus()) {
      return;
    }
    protocol = found;
    format = formatOf(found);
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
