package io.obdio.elm327.request;

import io.obdio.core.message.EcuMessage;
import io.obdio.core.message.Payload;
import io.obdio.core.message.RequestTarget;
import io.obdio.core.message.Service;
import io.obdio.core.transport.TransportAnswer.Reason;
import io.obdio.elm327.command.ElmAdapter;
import io.obdio.elm327.line.LineFormat;
import io.obdio.elm327.line.LineMessages;
import io.obdio.elm327.reply.ElmError;
import io.obdio.elm327.reply.ElmReply;
import io.obdio.elm327.reply.RawReply;
import io.obdio.elm327.reply.ReplyReader;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The reader of replies to a request, which makes an {@link Attempt} of each. Pure.
 *
 * @param request the request, from the service id on
 * @param target the ECU whose responses count; null for all ECUs
 * @param raw whether every message is a response (SAE J1939)
 */
public record AttemptReader(Payload request, @Nullable RequestTarget target, boolean raw) {

  private static final String NO_PROMPT = "no prompt from the adapter in time";
  private static final String ONLY_PENDING = "response pending, and no answer after it";

  /**
   * A reply that was read.
   *
   * @param messages every message that could answer the request, to compare the next reply with
   * @param echoed whether the command precedes the reply
   */
  public record Reading(Attempt attempt, List<EcuMessage> messages, boolean echoed) {}

  /**
   * Reads a reply.
   *
   * @param command what was sent, without carriage return
   * @param former the responses in the reply before; in a damaged reply, a message that equals one
   *     of them is taken for a repetition of that reply
   */
  public Reading read(String command, LineFormat format, RawReply text, List<EcuMessage> former) {
    LineMessages plain = text.prompt() ? format.readPlain(command, text) : null;
    if (plain != null) {
      return readPlain(plain, text);
    }
    boolean echoed = ReplyReader.isEchoed(command, text);
    ElmReply reply = ReplyReader.data(command, text);
    if (reply instanceof ElmReply.Data data) {
      LineMessages read = format.read(data.hex());
      boolean all = data.followed() || !text.prompt();
      SortedMessages sorted = sort(read, all ? read.messages().size() : read.doubtful(), former);
      sorted.addDamaged(data.damaged());
      return new Reading(attempt(sorted, text), sorted.candidates(), echoed);
    }
    if (reply instanceof ElmReply.Failed failed) {
      LineMessages read = format.read(failed.hex());
      boolean all = failed.error().kind() == ElmError.Kind.DAMAGE;
      SortedMessages sorted = sort(read, all ? read.messages().size() : read.doubtful(), former);
      return new Reading(failed(failed.error(), sorted), sorted.candidates(), echoed);
    }
    return new Reading(withoutMessages(command, reply, text), List.of(), echoed);
  }

  /** Reads the reply of one line with one message, which is the reply to nearly every request. */
  private Reading readPlain(LineMessages plain, RawReply text) {
    if (match(plain.messages().get(0)) == Service.Match.ANSWER) {
      Attempt answered = new Attempt.Answered(plain.messages(), plain.lines(), false);
      return new Reading(answered, plain.messages(), false);
    }
    SortedMessages sorted = sort(plain, 0, List.of());
    return new Reading(attempt(sorted, text), List.of(), false);
  }

  private static Attempt withoutMessages(String command, ElmReply reply, RawReply text) {
    if (reply instanceof ElmReply.Unknown) {
      return new Attempt.Refused(null, "? (the adapter does not understand " + command + ")");
    }
    if (reply instanceof ElmReply.Words words) {
      String detail = String.join("|", words.lines());
      return ElmAdapter.isBanner(reply)
          ? new Attempt.Restarted(detail)
          : new Attempt.Partial(List.of(), Set.of(), Reason.DAMAGED, detail);
    }
    // OK does not answer a request: it belongs to an earlier command.
    return new Attempt.Silent(Reason.NO_DATA, text.prompt() ? "an empty reply" : NO_PROMPT);
  }

  private static Attempt attempt(SortedMessages sorted, RawReply text) {
    if (sorted.answers().isEmpty() && sorted.unrelated() > 0) {
      return new Attempt.Unrelated("an answer to another request: " + text.printable());
    }
    if (!text.prompt()) {
      return partial(sorted, Reason.NO_DATA, NO_PROMPT);
    }
    if (sorted.damaged() > 0 || sorted.answers().isEmpty() && sorted.pending().isEmpty()) {
      return partial(sorted, Reason.DAMAGED, text.printable());
    }
    return sorted.pending().isEmpty()
        ? answered(sorted)
        : partial(sorted, Reason.NO_DATA, ONLY_PENDING);
  }

  private static Attempt failed(ElmError error, SortedMessages sorted) {
    if (error.kind() == ElmError.Kind.RESET) {
      return new Attempt.Restarted(error.text());
    }
    Attempt.Refused refused = new Attempt.Refused(error, error.text());
    boolean damaged =
        switch (error.kind()) {
          case DAMAGE, LINE -> true;
          case RESET, ADAPTER, BUS, SILENCE, NOTE -> false;
        };
    if (sorted.isEmpty() && !damaged) {
      return refused;
    }
    boolean whole =
        !damaged
            && error.kind() != ElmError.Kind.ADAPTER
            && sorted.damaged() == 0
            && sorted.pending().isEmpty();
    return whole ? answered(sorted) : partial(sorted, refused.reason(), error.text());
  }

  private static Attempt answered(SortedMessages sorted) {
    return new Attempt.Answered(sorted.answers(), sorted.lines(), sorted.unrelated() > 0);
  }

  private static Attempt partial(SortedMessages sorted, Reason reason, String detail) {
    return new Attempt.Partial(sorted.answers(), sorted.pending(), reason, detail);
  }

  /** Sorts messages; of the first {@code doubtful}, those in {@code former} are not responses. */
  private SortedMessages sort(LineMessages read, int doubtful, List<EcuMessage> former) {
    SortedMessages sorted = new SortedMessages(read);
    for (int i = 0; i < read.messages().size(); i++) {
      EcuMessage message = read.messages().get(i);
      switch (match(message)) {
        case ANSWER -> sorted.addAnswer(message, i < doubtful && former.contains(message));
        case PENDING -> sorted.addPending(message.ecu());
        case OTHER -> sorted.addUnrelated();
      }
    }
    return sorted;
  }

  private Service.Match match(EcuMessage message) {
    if (target != null && !target.answersFrom(message.ecu())) {
      return Service.Match.OTHER;
    }
    return raw ? Service.Match.ANSWER : Service.match(request, message.payload());
  }
}
