package io.obdio.elm327;

import io.obdio.core.message.DiagnosticRequest;
import io.obdio.core.message.EcuAddress;
import io.obdio.core.message.EcuMessage;
import io.obdio.core.message.Payload;
import io.obdio.core.message.RequestTarget;
import io.obdio.core.transport.TransportAnswer;
import io.obdio.core.transport.TransportAnswer.Reason;
import io.obdio.elm327.command.Adapter;
import io.obdio.elm327.command.AtCommand;
import io.obdio.elm327.command.Dialogue;
import io.obdio.elm327.command.ElmProtocol;
import io.obdio.elm327.line.LineFormat;
import io.obdio.elm327.reply.RawReply;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Sends a request to the vehicle and collects the messages that answer it. What a bad line may have
 * spoilt is asked again where asking twice does no harm. Not for several threads.
 */
final class Exchanger {

  private static final int ATTEMPTS = 3;
  private static final long LATE_MILLIS = 300;
  private static final int SINGLE_FRAME = 7;

  private final Adapter adapter;
  private final Headers headers;
  private final Timing timing;
  private final CountDigits digits = new CountDigits();
  private String lastWire = "";
  private List<EcuMessage> former = List.of();
  private final NamelessAnswers nameless = new NamelessAnswers();
  private boolean onePerEcu;

  Exchanger(Adapter adapter) {
    this.adapter = adapter;
    this.headers = new Headers(adapter);
    this.timing = new Timing(adapter);
  }

  /** The adapter has its defaults again. */
  void reset() {
    headers.reset();
    timing.reset();
    lastWire = "";
  }

  /** The adapter was told something else in between: its last command is not ours. */
  void interrupted() {
    lastWire = "";
  }

  /** Points the adapter at all ECUs again, as a probe needs it. */
  void pointAtAll(ElmProtocol protocol, long deadline) throws IOException {
    headers.select(protocol, Optional.empty(), deadline);
  }

  /**
   * Asks. The protocol must be known.
   *
   * @return what came, or why nothing came
   */
  TransportAnswer exchange(
      DiagnosticRequest.ToVehicle asked, ElmProtocol protocol, LineFormat format, long deadline)
      throws IOException {
    Payload request = asked.payload();
    Optional<RequestTarget> target = asked.target();
    onePerEcu = protocol.isCan();
    String refusal = headers.select(protocol, target, deadline);
    String longForm = "";
    if (refusal == null && request.length() > SINGLE_FRAME) {
      longForm = longForm(request, target, deadline);
      if (longForm.isEmpty()) {
        refusal = tooLong(request, target);
      }
    }
    if (refusal != null) {
      lastWire = "";
      boolean late = deadline - adapter.dialogue().now() <= 0;
      return late
          ? TransportAnswer.none(Reason.NO_DATA, "no time was left to ask: the adapter is slow")
          : TransportAnswer.none(Reason.NOT_SUPPORTED, refusal);
    }
    boolean repeatable = isRepeatable(request);
    if (timing.set(!repeatable, deadline)) {
      lastWire = "";
    }
    String text = longForm.isEmpty() ? request.toHex() : longForm;
    EcuAddress from = target.map(RequestTarget::answerAddress).orElse(null);
    OutcomeReader reader = new OutcomeReader(request, from, protocol == ElmProtocol.J1939);
    return attempts(reader, text, from == null ? format : format.of(from), repeatable, deadline);
  }

  private TransportAnswer attempts(
      OutcomeReader reader, String text, LineFormat format, boolean repeatable, long deadline)
      throws IOException {
    Outcome best = null;
    boolean digitSuspect = false;
    EcuAddress from = reader.from();
    String key = from == null ? text : from + text;
    int digit = repeatable && text.length() <= 2 * SINGLE_FRAME ? digits.of(key) : 0;
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      String command = digit > 0 ? text + Character.forDigit(digit, 16) : text;
      Outcome outcome = once(reader, command.toUpperCase(Locale.ROOT), format, deadline);
      if (outcome.isWhole() && outcome.pending.isEmpty()) {
        if (!oneOfEach(key, format, outcome)
            && repeatable
            && deadline - adapter.dialogue().now() > 0) {
          continue;
        }
        if (digitSuspect && digit == 0) {
          digits.failed(key);
        }
        learn(key, digit, attempt, outcome);
        return outcome.answer();
      }
      if (best == null || outcome.answers.size() >= best.answers.size()) {
        best = outcome;
      }
      lastWire = "";
      boolean again = outcome.retry || digit > 0;
      if (digit > 0) {
        // Whether it was the digit's fault, the same without it will show.
        digitSuspect = outcome.refused;
        digits.unlearn(key);
        digit = 0;
      }
      if (!outcome.pending.isEmpty() && repeatable && !timing.isSlow()) {
        timing.set(true, deadline);
        again = true;
      }
      if (adapter.settingsLost()
          || !again
          || !repeatable && !outcome.blank
          || deadline - adapter.dialogue().now() <= 0) {
        break;
      }
    }
    if (best == null) {
      return TransportAnswer.none(Reason.NO_DATA, "");
    }
    oneOfEach(key, format, best);
    return best.answer();
  }

  /** On CAN an ECU answers once; false if it cannot be told yet what is too much. */
  private boolean oneOfEach(String key, LineFormat format, Outcome outcome) {
    if (!onePerEcu) {
      return true;
    }
    if (!format.namesEcus()) {
      return nameless.settle(key, outcome);
    }
    outcome.keepLastOfEach();
    return true;
  }

  private void learn(String key, int digit, int attempt, Outcome outcome) {
    if (digit > 0) {
      digits.worked();
    } else if (attempt == 0 && !outcome.dropped && outcome.strangers == 0 && outcome.isPositive()) {
      digits.answered(key, outcome.lines);
    }
  }

  private Outcome once(OutcomeReader reader, String command, LineFormat format, long deadline)
      throws IOException {
    Dialogue dialogue = adapter.dialogue();
    boolean repeat = command.equals(lastWire) && adapter.capabilities().has(AtCommand.REPEAT);
    RawReply reply = dialogue.ask(command, repeat ? "" : command, deadline);
    adapter.noteUnsolicited();
    Outcome outcome = read(reader, command, format, reply);
    if (!reply.prompt() || !outcome.isWhole() && outcome.retry || outcome.strangers > 0) {
      dialogue.suspect();
    }
    while (reply.prompt() && (outcome.blank || outcome.stopped || outcome.isStrangers())) {
      dialogue.suspect();
      // Somebody else's answer, or a prompt that came too late: ours may follow.
      reply = dialogue.await(dialogue.within(LATE_MILLIS, deadline));
      if (!reply.prompt() && reply.text().isBlank()) {
        if (repeat && outcome.blank) {
          adapter.capabilities().lacks(AtCommand.REPEAT);
        }
        outcome.retry = true;
        return outcome;
      }
      outcome = read(reader, command, format, reply);
    }
    if (!reply.prompt() && outcome.answers.isEmpty() && outcome.detail.isEmpty()) {
      outcome.detail = "no prompt from the adapter in time";
      outcome.reason = dialogue.isSilent() ? Reason.ADAPTER_ERROR : Reason.NO_DATA;
    }
    lastWire = reply.prompt() && outcome.isWhole() ? command : "";
    return outcome;
  }

  private Outcome read(OutcomeReader reader, String command, LineFormat format, RawReply reply) {
    Outcome outcome = reader.read(command, format, reply, former);
    former = outcome.seen;
    adapter.noteEcho(outcome.echo);
    if (outcome.restarted) {
      adapter.setSettingsLost(true);
    }
    return outcome;
  }

  private String longForm(Payload request, Optional<RequestTarget> target, long deadline)
      throws IOException {
    if (target.isEmpty()
        || !adapter.capabilities().isStn()
        || !adapter.set(AtCommand.STN_SEGMENT, "1", deadline)) {
      return "";
    }
    return AtCommand.STN_EXCHANGE.text() + " H:" + target.get().request() + ",D:" + request.toHex();
  }

  private String tooLong(Payload request, Optional<RequestTarget> target) {
    String length = "a request of " + request.length() + " bytes ";
    return target.isEmpty()
        ? length + "cannot go to all ECUs: ISO 15765-2 segments only what goes to one"
        : length
            + "needs segmentation, which this adapter ("
            + adapter.capabilities()
            + ") lacks; an adapter with an STN chip (OBDLink) has it";
  }

  /** True where asking twice does no harm. */
  private static boolean isRepeatable(Payload request) {
    return switch (request.at(0)) {
      case 0x01,
          0x02,
          0x03,
          0x05,
          0x06,
          0x07,
          0x09,
          0x0A,
          0x12,
          0x19,
          0x1A,
          0x21,
          0x22,
          0x23,
          0x24,
          0x3E ->
          true;
      default -> false;
    };
  }
}
