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
  private boolean echoSeen;
  private boolean raw;
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
    echoSeen = false;
  }

  /** The adapter was told something else in between: its last command is not ours. */
  void interrupted() {
    lastWire = "";
  }

  /** True if the adapter echoes though it was told not to: it has lost its settings. */
  boolean echoSeen() {
    return echoSeen;
  }

  /** One attempt's harvest. */
  private static final class Outcome {
    private final List<EcuMessage> answers = new ArrayList<>(2);
    private int lines;
    private int pending;
    private int strangers;
    private int damaged;
    private Reason reason = Reason.NO_DATA;
    private String detail = "";
    private boolean retry;
    private boolean blank;
    private boolean failed;
    private boolean stopped;
    private boolean refused;

    /** Somebody else's answers alone, and no word of the adapter on ours. */
    private boolean isStrangers() {
      return strangers > 0 && answers.isEmpty() && !failed;
    }

    private boolean isWhole() {
      return !answers.isEmpty() && damaged == 0;
    }
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
    raw = protocol == ElmProtocol.J1939;
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
      return TransportAnswer.none(Reason.NOT_SUPPORTED, refusal);
    }
    boolean repeatable = isRepeatable(request);
    if (!repeatable && !timing.isSlow() || repeatable && timing.isSlow()) {
      timing.set(!repeatable, deadline);
      lastWire = "";
    }
    String text = longForm.isEmpty() ? request.toHex() : longForm;
    EcuAddress from = target.map(RequestTarget::answerAddress).orElse(null);
    return attempts(request, text, from, format, repeatable, deadline);
  }

  private TransportAnswer attempts(
      Payload request,
      String text,
      @Nullable EcuAddress from,
      LineFormat format,
      boolean repeatable,
      long deadline)
      throws IOException {
    Outcome best = null;
    boolean digitSuspect = false;
    String key = from == null ? text : from + text;
    int digit = repeatable && text.length() <= 2 * SINGLE_FRAME ? digits.of(key) : 0;
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      String command = digit > 0 ? text + Character.forDigit(digit, 16) : text;
      Outcome outcome =
          once(request, command.toUpperCase(java.util.Locale.ROOT), from, format, deadline);
      if (outcome.isWhole() && outcome.pending == 0) {
        if (onePerEcu) {
          keepLastOfEach(outcome.answers);
        }
        if (digitSuspect && digit == 0) {
          digits.failed(key);
        }
        learn(key, digit, attempt, outcome);
        return new TransportAnswer.Messages(outcome.answers);
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
      if (outcome.pending > 0 && repeatable && !timing.isSlow()) {
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
    if (best == null || best.answers.isEmpty()) {
      return best == null
          ? TransportAnswer.none(Reason.NO_DATA, "")
          : TransportAnswer.none(best.reason, best.detail);
    }
    if (onePerEcu) {
      keepLastOfEach(best.answers);
    }
    return new TransportAnswer.Messages(best.answers);
  }

  /**
   * On CAN an ECU answers a request once (ISO 15765-4); what stands before its last answer is one
   * to an earlier request of the same kind, or the late one to a question that was asked again.
   */
  private static void keepLastOfEach(List<EcuMessage> answers) {
    for (int i = answers.size() - 2; i >= 0; i--) {
      EcuAddress ecu = answers.get(i).ecu();
      if (answers.subList(i + 1, answers.size()).stream().anyMatch(m -> m.ecu().equals(ecu))) {
        answers.remove(i);
      }
    }
  }

  private void learn(String key, int digit, int attempt, Outcome outcome) {
    if (digit > 0) {
      digits.worked();
    } else if (attempt == 0 && outcome.strangers == 0 && isPositive(outcome)) {
      digits.answered(key, outcome.lines);
    }
  }

  private static boolean isPositive(Outcome outcome) {
    for (EcuMessage message : outcome.answers) {
      if (message.payload().at(0) == 0x7F) {
        return false;
      }
    }
    return true;
  }

  private Outcome once(
      Payload request, String command, @Nullable EcuAddress from, LineFormat format, long deadline)
      throws IOException {
    Dialogue dialogue = adapter.dialogue();
    boolean repeat = command.equals(lastWire) && adapter.capabilities().has(AtCommand.REPEAT);
    RawReply reply = dialogue.ask(command, repeat ? "" : command, deadline);
    adapter.noteUnsolicited();
    Outcome outcome = read(request, command, from, format, reply);
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
      outcome = read(request, command, from, format, reply);
    }
    if (!reply.prompt() && outcome.answers.isEmpty() && outcome.detail.isEmpty()) {
      outcome.detail = "no prompt from the adapter in time";
      outcome.reason = dialogue.isSilent() ? Reason.ADAPTER_ERROR : Reason.NO_DATA;
    }
    lastWire = reply.prompt() && outcome.isWhole() ? command : "";
    return outcome;
  }

  private Outcome read(
      Payload request,
      String command,
      @Nullable EcuAddress from,
      LineFormat format,
      RawReply text) {
    Outcome outcome = new Outcome();
    LineMessages plain = format.readPlain(command, text);
    if (plain != null) {
      lines(request, from, plain, outcome);
      finish(text, outcome);
      return outcome;
    }
    if (text.startsWith(command)) {
      echoSeen = true;
    }
    ElmReply reply = ReplyReader.data(command, text);
    if (reply instanceof ElmReply.Data data) {
      outcome.damaged = data.damaged();
      lines(request, from, format.read(data.hex()), outcome);
    } else if (reply instanceof ElmReply.Failed failed) {
      lines(request, from, format.read(failed.hex()), outcome);
      failed(failed.error(), outcome);
    } else if (reply instanceof ElmReply.Unknown) {
      set(outcome, Reason.ADAPTER_ERROR, "? (the adapter does not understand " + command + ")");
      outcome.refused = true;
      outcome.retry = true;
    } else if (reply instanceof ElmReply.Words words) {
      set(outcome, Reason.DAMAGED, String.join("|", words.lines()));
      outcome.retry = true;
      outcome.damaged++;
      if (Adapter.isBanner(reply)) {
        adapter.setSettingsLost(true);
      }
    } else {
      // OK is no answer to a request: it belongs to an earlier command.
      outcome.blank = true;
      outcome.detail = text.prompt() ? "an empty reply" : "";
    }
    finish(text, outcome);
    return outcome;
  }

  private static void finish(RawReply text, Outcome outcome) {
    if (outcome.damaged > 0 && outcome.detail.isEmpty()) {
      set(outcome, Reason.DAMAGED, text.printable());
      outcome.retry = true;
    } else if (outcome.answers.isEmpty() && outcome.pending > 0) {
      outcome.detail = "response pending, and no answer after it";
    } else if (outcome.isStrangers()) {
      set(outcome, Reason.DAMAGED, "an answer to another request: " + text.printable());
    }
  }

  private static void set(Outcome outcome, Reason reason, String detail) {
    outcome.reason = reason;
    outcome.detail = detail;
  }

  private void lines(
      Payload request, @Nullable EcuAddress from, LineMessages read, Outcome outcome) {
    outcome.lines = read.lines();
    outcome.damaged += read.damaged();
    for (EcuMessage message : read.messages()) {
      if (from != null && !from.equals(message.ecu())) {
        outcome.strangers++;
        continue;
      }
      switch (raw ? AnswerMatch.Kind.ANSWER : AnswerMatch.of(request, message)) {
        case ANSWER -> outcome.answers.add(message);
        case PENDING -> outcome.pending++;
        case STRANGER -> outcome.strangers++;
      }
    }
    if (outcome.pending > 0 && !outcome.answers.isEmpty()) {
      // The real answer followed in the same reply.
      outcome.pending = 0;
    }
  }

  private void failed(ElmError error, Outcome outcome) {
    Reason reason =
        switch (error.kind()) {
          case RESET, ADAPTER -> Reason.ADAPTER_ERROR;
          case BUS -> Reason.BUS_ERROR;
          case SILENCE, NOTE -> Reason.NO_DATA;
          case DAMAGE, LINE -> Reason.DAMAGED;
        };
    set(outcome, reason, error.text());
    outcome.failed = true;
    // Not because of us, so that our own reply may follow.
    outcome.refused = error == ElmError.NO_DATA;
    outcome.stopped = error == ElmError.STOPPED;
    switch (error.kind()) {
      case RESET -> {
        adapter.setSettingsLost(true);
        outcome.retry = true;
        outcome.damaged++;
      }
      case ADAPTER, DAMAGE, LINE -> {
        outcome.retry = true;
        outcome.damaged++;
      }
      case BUS -> outcome.retry = error == ElmError.BUS_BUSY;
      case SILENCE, NOTE -> outcome.retry = false;
    }
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
