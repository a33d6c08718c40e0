package io.obdio.elm327;

import io.obdio.core.message.EcuAddress;
import io.obdio.core.message.EcuMessage;
import io.obdio.core.message.Payload;
import io.obdio.core.transport.TransportAnswer.Reason;
import io.obdio.elm327.command.Adapter;
import io.obdio.elm327.line.LineFormat;
import io.obdio.elm327.line.LineMessages;
import io.obdio.elm327.reply.ElmError;
import io.obdio.elm327.reply.ElmReply;
import io.obdio.elm327.reply.RawReply;
import io.obdio.elm327.reply.ReplyReader;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a reply is to a request: its answers, somebody else's, damage, a word of the adapter. Pure.
 *
 * @param request what was asked
 * @param from the ECU whose answers count; null for all
 * @param raw true if every message is an answer (SAE J1939)
 */
record OutcomeReader(Payload request, @Nullable EcuAddress from, boolean raw) {

  /**
   * Reads a reply.
   *
   * @param command what was sent, without carriage return
   * @param former the answers in the reply before; where ours is damaged, what equals them is no
   *     answer of now but that reply once more
   */
  Outcome read(String command, LineFormat format, RawReply text, List<EcuMessage> former) {
    Outcome outcome = new Outcome();
    LineMessages plain = text.prompt() ? format.readPlain(command, text) : null;
    if (plain != null) {
      lines(plain, 0, former, outcome);
      finish(text, outcome);
      return outcome;
    }
    outcome.echo = ReplyReader.isEchoed(command, text);
    ElmReply reply = ReplyReader.data(command, text);
    if (reply instanceof ElmReply.Data data) {
      outcome.damaged = data.damaged();
      LineMessages read = format.read(data.hex());
      boolean all = data.followed() || !text.prompt();
      lines(read, all ? read.messages().size() : read.doubtful(), former, outcome);
    } else if (reply instanceof ElmReply.Failed failed) {
      LineMessages read = format.read(failed.hex());
      boolean all = failed.error().kind() == ElmError.Kind.DAMAGE;
      lines(read, all ? read.messages().size() : read.doubtful(), former, outcome);
      failed(failed.error(), outcome);
    } else if (reply instanceof ElmReply.Unknown) {
      outcome.set(Reason.ADAPTER_ERROR, "? (the adapter does not understand " + command + ")");
      outcome.refused = true;
      outcome.retry = true;
    } else if (reply instanceof ElmReply.Words words) {
      outcome.set(Reason.DAMAGED, String.join("|", words.lines()));
      outcome.retry = true;
      outcome.damaged++;
      outcome.restarted = Adapter.isBanner(reply);
    } else {
      // OK is no answer to a request: it belongs to an earlier command.
      outcome.blank = true;
      outcome.detail = text.prompt() ? "an empty reply" : "";
    }
    finish(text, outcome);
    return outcome;
  }

  private static void finish(RawReply text, Outcome outcome) {
    if (!text.prompt()) {
      outcome.damaged++;
    }
    if (outcome.damaged > 0 && outcome.detail.isEmpty() && text.prompt()) {
      outcome.set(Reason.DAMAGED, text.printable());
      outcome.retry = true;
    } else if (outcome.answers.isEmpty() && !outcome.pending.isEmpty()) {
      outcome.detail = "response pending, and no answer after it";
    } else if (outcome.isStrangers()) {
      outcome.set(Reason.DAMAGED, "an answer to another request: " + text.printable());
    }
  }

  private void lines(LineMessages read, int doubtful, List<EcuMessage> former, Outcome outcome) {
    outcome.lines = read.lines();
    outcome.damaged += read.damaged();
    for (int i = 0; i < read.messages().size(); i++) {
      EcuMessage message = read.messages().get(i);
      if (from != null && !from.equals(message.ecu())) {
        outcome.strangers++;
        continue;
      }
      switch (raw ? AnswerMatch.Kind.ANSWER : AnswerMatch.of(request, message)) {
        case ANSWER -> outcome.add(message, i < doubtful && former.contains(message));
        case PENDING -> outcome.addPending(message.ecu());
        case STRANGER -> outcome.strangers++;
      }
    }
    if (!outcome.pending.isEmpty()) {
      // The real answer followed in the same reply.
      outcome.answers.forEach(answer -> outcome.pending.remove(answer.ecu()));
    }
  }

  private static void failed(ElmError error, Outcome outcome) {
    Reason reason =
        switch (error.kind()) {
          case RESET, ADAPTER -> Reason.ADAPTER_ERROR;
          case BUS -> Reason.BUS_ERROR;
          case SILENCE, NOTE -> Reason.NO_DATA;
          case DAMAGE, LINE -> Reason.DAMAGED;
        };
    outcome.set(reason, error.text());
    outcome.failed = true;
    outcome.refused = error == ElmError.NO_DATA;
    outcome.stopped = error == ElmError.STOPPED;
    switch (error.kind()) {
      case RESET -> {
        outcome.restarted = true;
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
}
