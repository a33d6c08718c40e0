package io.obdio.elm327.request;

import io.obdio.core.message.EcuMessage;
import io.obdio.core.message.NegativeResponse;
import io.obdio.core.transport.TransportAnswer;
import io.obdio.core.transport.TransportAnswer.Reason;
import io.obdio.elm327.command.AtCommand;
import io.obdio.elm327.command.Dialogue;
import io.obdio.elm327.command.ElmAdapter;
import io.obdio.elm327.line.LineFormat;
import io.obdio.elm327.reply.ElmError;
import io.obdio.elm327.reply.RawReply;
import java.io.IOException;
import java.util.List;

/**
 * The loop that sends a request, reads the reply and follows the {@link RetryPolicy}. Not
 * thread-safe.
 */
final class AttemptLoop {

  private static final long FOLLOWING_REPLY_MILLIS = 300;
  private static final int MAX_COUNTED_TEXT = 14;
  private static final String DIGITS = "0123456789ABCDEF";

  /**
   * A request that is ready to be sent.
   *
   * @param text what is sent, in upper case, without carriage return
   * @param onePerEcu whether an ECU answers with one message, as on CAN
   */
  record Request(
      String text, AttemptReader reader, LineFormat format, RetryPolicy policy, boolean onePerEcu) {

    /** Returns the key under which response counts are learnt. */
    String key() {
      return reader.target() == null ? text : reader.target() + text;
    }
  }

  private final ElmAdapter adapter;
  private final ResponseTimeout timeout;
  private final ResponseCounts counts = new ResponseCounts();
  private final LatestAnswers latest = new LatestAnswers();
  private String lastCommand = "";
  private List<EcuMessage> former = List.of();

  AttemptLoop(ElmAdapter adapter, ResponseTimeout timeout) {
    this.adapter = adapter;
    this.timeout = timeout;
  }

  /** Forgets the last command, so that the next one is sent in full. */
  void forgetLast() {
    lastCommand = "";
  }

  /** Runs attempts until the request is answered, the policy gives up, or the deadline passes. */
  TransportAnswer run(Request request, long deadline) throws IOException {
    String key = request.key();
    int expected = expected(request, key);
    boolean countSuspect = false;
    Attempt best = null;
    for (int count = 1; ; count++) {
      Attempt attempt = once(request, withCount(request.text(), expected), deadline);
      long left = deadline - adapter.dialogue().now();
      if (attempt instanceof Attempt.Answered answered) {
        LatestAnswers.Selection selection = select(request, key, answered.messages(), true);
        if (!selection.certain() && request.policy().mayRepeat(count, left)) {
          continue;
        }
        if (countSuspect && expected == 0) {
          counts.failed(key);
        }
        learn(key, expected, count, answered, selection);
        return new TransportAnswer.Messages(selection.messages());
      }
      if (best == null || attempt.messages().size() >= best.messages().size()) {
        best = attempt;
      }
      forgetLast();
      RetryPolicy.Decision decision =
          request.policy().after(attempt, count, expected > 0, timeout.isExtended(), left);
      if (expected > 0) {
        // Whether the count was the cause shows in the attempt without it.
        countSuspect = isCountRefused(attempt);
        counts.forget(key);
        expected = 0;
      }
      if (decision == RetryPolicy.Decision.GIVE_UP) {
        return answer(request, key, best);
      }
      if (decision == RetryPolicy.Decision.RETRY_PATIENTLY) {
        timeout.setExtended(true, deadline);
      }
    }
  }

  private TransportAnswer answer(Request request, String key, Attempt best) {
    List<EcuMessage> messages = best.messages();
    return messages.isEmpty()
        ? best.toAnswer()
        : new TransportAnswer.Messages(select(request, key, messages, false).messages());
  }

  private LatestAnswers.Selection select(
      Request request, String key, List<EcuMessage> messages, boolean complete) {
    return request.onePerEcu()
        ? latest.select(key, request.format(), messages, complete)
        : new LatestAnswers.Selection(messages, true);
  }

  private int expected(Request request, String key) {
    boolean countable =
        request.policy().repeatable() && request.text().length() <= MAX_COUNTED_TEXT;
    return countable ? counts.expected(key) : 0;
  }

  private static String withCount(String text, int expected) {
    return expected > 0 ? text + DIGITS.charAt(expected) : text;
  }

  /** Adapters that do not support a response count answer {@code ?} or {@code NO DATA} to it. */
  private static boolean isCountRefused(Attempt attempt) {
    return attempt instanceof Attempt.Refused refused
        && (refused.error() == null || refused.error() == ElmError.NO_DATA);
  }

  private void learn(
      String key,
      int expected,
      int count,
      Attempt.Answered answered,
      LatestAnswers.Selection selection) {
    if (expected > 0) {
      counts.worked();
    } else if (count == 1
        && !answered.mixed()
        && selection.messages().size() == answered.messages().size()
        && isPositive(answered.messages())) {
      counts.answered(key, answered.lines());
    }
  }

  private static boolean isPositive(List<EcuMessage> messages) {
    for (EcuMessage message : messages) {
      if (NegativeResponse.isNegative(message.payload())) {
        return false;
      }
    }
    return true;
  }

  private Attempt once(Request request, String command, long deadline) throws IOException {
    Dialogue dialogue = adapter.dialogue();
    boolean repeat = command.equals(lastCommand) && adapter.capabilities().has(AtCommand.REPEAT);
    RawReply reply = dialogue.ask(command, repeat ? "" : command, deadline);
    adapter.noteUnsolicited();
    Attempt attempt = read(request, command, reply);
    if (!reply.prompt() || !isInStep(attempt)) {
      dialogue.suspect();
    }
    while (reply.prompt() && mayBeFollowed(attempt)) {
      dialogue.suspect();
      reply = dialogue.await(dialogue.within(FOLLOWING_REPLY_MILLIS, deadline));
      if (!reply.prompt() && reply.text().isBlank()) {
        if (repeat && attempt instanceof Attempt.Silent) {
          adapter.capabilities().lacks(AtCommand.REPEAT);
        }
        return attempt;
      }
      attempt = read(request, command, reply);
    }
    if (!reply.prompt() && dialogue.isSilent() && attempt.messages().isEmpty()) {
      return new Attempt.Silent(Reason.ADAPTER_ERROR, "no reply from the adapter in time");
    }
    lastCommand = reply.prompt() && attempt instanceof Attempt.Answered ? command : "";
    return attempt;
  }

  /** Returns whether the reply belongs to the command, as far as can be seen. */
  private static boolean isInStep(Attempt attempt) {
    if (attempt instanceof Attempt.Answered answered) {
      return !answered.mixed();
    }
    if (attempt instanceof Attempt.Refused refused) {
      return !refused.isTransient();
    }
    return attempt instanceof Attempt.Partial partial && partial.reason() == Reason.NO_DATA;
  }

  /** Returns whether the reply may belong to an earlier command, so that ours may still follow. */
  private static boolean mayBeFollowed(Attempt attempt) {
    return attempt instanceof Attempt.Silent
        || attempt instanceof Attempt.Unrelated
        || attempt instanceof Attempt.Refused refused && refused.error() == ElmError.STOPPED;
  }

  private Attempt read(Request request, String command, RawReply reply) {
    AttemptReader.Reading reading = request.reader().read(command, request.format(), reply, former);
    former = reading.messages();
    adapter.noteEcho(reading.echoed());
    Attempt attempt = reading.attempt();
    if (attempt instanceof Attempt.Restarted) {
      adapter.setSettingsLost(true);
    } else if (adapter.settingsLost() && !(attempt instanceof Attempt.Answered)) {
      return new Attempt.Restarted("the adapter has restarted");
    }
    return attempt;
  }
}
