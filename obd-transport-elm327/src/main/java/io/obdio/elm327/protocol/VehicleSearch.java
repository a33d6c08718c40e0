package io.obdio.elm327.protocol;

import io.obdio.core.message.EcuMessage;
import io.obdio.core.message.NegativeResponse;
import io.obdio.core.message.Payload;
import io.obdio.core.message.Service;
import io.obdio.elm327.command.AtCommand;
import io.obdio.elm327.command.Dialogue;
import io.obdio.elm327.command.ElmAdapter;
import io.obdio.elm327.command.Expect;
import io.obdio.elm327.line.BareLines;
import io.obdio.elm327.line.LineFormat;
import io.obdio.elm327.line.LineMessages;
import io.obdio.elm327.reply.ElmError;
import io.obdio.elm327.reply.ElmReply;
import io.obdio.elm327.reply.RawReply;
import io.obdio.elm327.reply.ReplyReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The search for the vehicle's protocol and the format of its lines. Not thread-safe. */
public final class VehicleSearch {

  /** The request that every vehicle answers: the supported PIDs of service 01. */
  private static final Payload PROBE = Payload.of(0x01, 0x00);

  /** The active trouble codes' parameter group DM1 (SAE J1939-73), which every vehicle has. */
  private static final String J1939_PROBE = "00FECA";

  /** How the responses to the probe begin, positive and negative. */
  private static final List<String> RESPONSES = List.of("4100", "7F01");

  private static final int MAX_EMPTY_REPLIES = 3;
  private static final long FOLLOWING_REPLY_MILLIS = 300;

  private final ElmAdapter adapter;
  private final ProtocolSelection selection;
  private @Nullable VehicleProtocol protocol;
  private LineFormat format = lines -> LineMessages.NONE;
  private @Nullable VehicleProtocol tried;
  private boolean searching;
  private String failure = "";
  private List<EcuMessage> probed = List.of();

  /** Creates a search that has found nothing yet. */
  public VehicleSearch(ElmAdapter adapter, ProtocolSelection selection) {
    this.adapter = adapter;
    this.selection = selection;
  }

  /** Returns the vehicle's protocol; null until it is found. */
  public @Nullable VehicleProtocol protocol() {
    return protocol;
  }

  /** Returns the format of the protocol's lines. */
  public LineFormat format() {
    return format;
  }

  /** Returns whether the adapter has not finished the last search yet. */
  public boolean isSearching() {
    return searching;
  }

  /** Returns why no vehicle was found, as reported by the adapter. */
  public String failure() {
    return failure;
  }

  /**
   * Returns the responses of all ECUs to the probe of the last search, as {@link
   * io.obdio.core.transport.DiagnosticTransport#open} returns them; empty if some may be missing.
   */
  public List<EcuMessage> probed() {
    return probed;
  }

  /** Notes that the adapter has restarted: the protocol must be set again. */
  public void forgetSelection() {
    selection.forget();
    searching = false;
  }

  /**
   * Searches for a vehicle once. A search that the adapter does not finish before the deadline is
   * continued by the next call.
   *
   * @return true if a vehicle answers
   */
  public boolean find(long deadline) throws IOException {
    probed = List.of();
    if (searching) {
      return resume(deadline);
    }
    if (selection.isOneByOne() && protocol == null || !selection.select(deadline)) {
      return findOneByOne(deadline);
    }
    Optional<VehicleProtocol> specified = selection.specified();
    if (specified.isPresent()) {
      // Usable even if no ECU answers the probe, as in a vehicle without OBD.
      use(specified.get(), deadline);
    }
    if (probe(deadline)) {
      return true;
    }
    boolean over = searching || adapter.settingsLost() || deadline - adapter.dialogue().now() <= 0;
    boolean searched = failure.equals(ElmError.UNABLE_TO_CONNECT.text());
    return !over
        && !searched
        && selection.failed()
        && selection.select(deadline)
        && probe(deadline);
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
    // If none answers, the adapter stays at the last one, which is not the vehicle's.
    selection.forget();
    for (VehicleProtocol candidate : selection.order()) {
      if (deadline - adapter.dialogue().now() <= 0) {
        return false;
      }
      tried = candidate;
      if (selection.set(candidate, deadline) && probe(deadline)) {
        return true;
      }
    }
    return false;
  }

  private String probeText() {
    return protocol == VehicleProtocol.J1939 ? J1939_PROBE : PROBE.toHex();
  }

  private boolean probe(long deadline) throws IOException {
    Dialogue dialogue = adapter.dialogue();
    String text = probeText();
    for (int attempt = 0; attempt < MAX_EMPTY_REPLIES; attempt++) {
      RawReply raw = dialogue.ask(text, deadline);
      ElmReply reply = ReplyReader.data(text, raw);
      while (raw.prompt() && !(isResult(reply) && isToProbe(reply))) {
        dialogue.suspect();
        raw = dialogue.await(dialogue.within(FOLLOWING_REPLY_MILLIS, deadline));
        if (!raw.text().isBlank()) {
          reply = ReplyReader.data(text, raw);
        }
      }
      if (isResult(reply)) {
        return evaluate(reply, deadline);
      }
      if (dialogue.isBusy()) {
        searching = true;
        failure = "the adapter is still searching";
        return false;
      }
      failure = "no reply to " + text;
    }
    return false;
  }

  private boolean resume(long deadline) throws IOException {
    RawReply late = adapter.dialogue().settle(deadline);
    if (adapter.dialogue().isBusy()) {
      return false;
    }
    searching = false;
    ElmReply reply = late == null ? new ElmReply.Blank() : ReplyReader.data(probeText(), late);
    return isResult(reply) ? evaluate(reply, deadline) : probe(deadline);
  }

  private static boolean isResult(ElmReply reply) {
    return reply instanceof ElmReply.Data
        || reply instanceof ElmReply.Failed failed
            && (failed.error().kind() != ElmError.Kind.ADAPTER || !failed.hex().isEmpty());
  }

  /** Returns false for data that answers an earlier request. */
  private boolean isToProbe(ElmReply reply) {
    return !(reply instanceof ElmReply.Data data)
        || protocol == VehicleProtocol.J1939
        || isToProbe(data.hex());
  }

  private static boolean isToProbe(List<String> lines) {
    return lines.stream().anyMatch(line -> RESPONSES.stream().anyMatch(line::contains));
  }

  private boolean evaluate(ElmReply reply, long deadline) throws IOException {
    List<String> hex;
    boolean intact = false;
    if (reply instanceof ElmReply.Failed failed) {
      failure = failed.error().text();
      if (failed.error().kind() == ElmError.Kind.RESET) {
        adapter.setSettingsLost(true);
        adapter.dialogue().suspect();
      }
      hex = failed.hex();
    } else if (reply instanceof ElmReply.Data data) {
      hex = data.hex();
      intact = data.damaged() == 0;
    } else {
      return false;
    }
    if (hex.isEmpty()) {
      return false;
    }
    failure = "a damaged answer to " + probeText();
    Optional<VehicleProtocol> found = identify(hex, deadline);
    if (found.isPresent()) {
      return accept(found.get(), formatOf(found.get()).read(hex), intact, deadline);
    }
    if (!isToProbe(hex)) {
      return false;
    }
    failure = "an answer of no known protocol: " + hex.get(0);
    // Neither the adapter nor the lines show the protocol: the one that is set explicitly is known.
    return findOneByOne(deadline);
  }

  /** Accepts a protocol if an ECU answered the probe; noise and other answers do not count. */
  private boolean accept(VehicleProtocol found, LineMessages read, boolean intact, long deadline)
      throws IOException {
    List<EcuMessage> answers = new ArrayList<>();
    for (EcuMessage message : read.messages()) {
      if (found == VehicleProtocol.J1939 || isToProbe(message)) {
        answers.add(message);
      }
    }
    if (answers.isEmpty()) {
      return false;
    }
    selection.found(found);
    use(found, deadline);
    boolean complete =
        intact
            && read.damaged() == 0
            && format.namesEcus()
            && found != VehicleProtocol.J1939
            && answers.stream().allMatch(VehicleSearch::isFinal);
    probed = complete ? List.copyOf(answers) : List.of();
    return true;
  }

  private static boolean isToProbe(EcuMessage message) {
    return Service.match(PROBE, message.payload()) != Service.Match.OTHER;
  }

  private static boolean isFinal(EcuMessage message) {
    return Service.match(PROBE, message.payload()) == Service.Match.ANSWER
        && NegativeResponse.parse(message.payload()).filter(NegativeResponse::isBusy).isEmpty();
  }

  private Optional<VehicleProtocol> identify(List<String> hex, long deadline) throws IOException {
    String number = adapter.read(AtCommand.PROTOCOL_NUMBER, Expect.PROTOCOL, deadline);
    Optional<VehicleProtocol> named =
        number.isEmpty()
            ? Optional.empty()
            : VehicleProtocol.of(number.charAt(number.length() - 1));
    if (named.isPresent()) {
      return named;
    }
    if (tried != null) {
      return Optional.of(tried);
    }
    if (selection.specified().isPresent()) {
      return selection.specified();
    }
    // An adapter that does not report its protocol: the form of the lines shows it.
    return selection.order().stream()
        .filter(candidate -> !candidate.lines().read(hex).messages().isEmpty())
        .findFirst();
  }

  private LineFormat formatOf(VehicleProtocol found) {
    return adapter.capabilities().has(AtCommand.HEADERS_ON)
        ? found.lines()
        : new BareLines(found.assumedEcu(), found.isCan());
  }

  private void use(VehicleProtocol found, long deadline) throws IOException {
    boolean headers = adapter.capabilities().has(AtCommand.HEADERS_ON);
    if (found == protocol && headers == format.namesEcus()) {
      return;
    }
    protocol = found;
    format = formatOf(found);
    if (found == VehicleProtocol.J1939) {
      adapter.set(AtCommand.J1939_HEADERS, "0", deadline);
    } else if (!found.isCan()) {
      adapter.set(AtCommand.ALLOW_LONG, "", deadline);
    }
  }
}
