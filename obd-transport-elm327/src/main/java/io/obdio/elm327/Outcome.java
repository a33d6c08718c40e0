package io.obdio.elm327;

import io.obdio.core.message.EcuAddress;
import io.obdio.core.message.EcuMessage;
import io.obdio.core.transport.TransportAnswer;
import io.obdio.core.transport.TransportAnswer.Reason;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What one attempt at a request drew. Filled by {@link OutcomeReader}; not for several threads. */
final class Outcome {

  /** The messages that answer the request. */
  final List<EcuMessage> answers = new ArrayList<>(2);

  /** All messages that could be answers, for the next reply to be compared with. */
  final List<EcuMessage> seen = new ArrayList<>(2);

  /** How many good lines there were. */
  int lines;

  /** The ECUs that announced an answer (NRC 78) and did not give it yet. */
  Set<EcuAddress> pending = Set.of();

  /** How many messages answer another request. */
  int strangers;

  /** How many lines or messages were lost to damage. */
  int damaged;

  Reason reason = Reason.NO_DATA;

  /** For a person; "" if there is nothing to say. */
  String detail = "";

  /** Asking again may help. */
  boolean retry;

  /** Nothing but the prompt, or the OK of an earlier command. */
  boolean blank;

  /** One of the adapter's messages. */
  boolean failed;

  /** A STOPPED, which is not because of us, so that our own reply may follow. */
  boolean stopped;

  /** {@code ?} or {@code NO DATA}: what adapters say to a count digit that they do not know. */
  boolean refused;

  /** Answers to an earlier request of the same kind were among them and are dropped. */
  boolean dropped;

  /** It tells that the adapter has restarted. */
  boolean restarted;

  /** The command stands before the reply. */
  boolean echo;

  /** Somebody else's answers alone, and no word of the adapter on ours. */
  boolean isStrangers() {
    return strangers > 0 && answers.isEmpty() && !failed;
  }

  boolean isWhole() {
    return !answers.isEmpty() && damaged == 0;
  }

  boolean isPositive() {
    for (EcuMessage message : answers) {
      if (message.payload().at(0) == 0x7F) {
        return false;
      }
    }
    return true;
  }

  /** A message that answers, unless it is an earlier one once more. */
  void add(EcuMessage message, boolean again) {
    seen.add(message);
    if (!again) {
      answers.add(message);
    }
  }

  /** Rare, so that the set is made only now. */
  void addPending(EcuAddress ecu) {
    if (pending.isEmpty()) {
      pending = new HashSet<>();
    }
    pending.add(ecu);
  }

  void set(Reason why, String text) {
    reason = why;
    detail = text;
  }

  /**
   * On CAN an ECU answers a request once (ISO 15765-4); what stands before its last answer is one
   * to an earlier request of the same kind, or the late one to a question that was asked again.
   */
  void keepLastOfEach() {
    for (int i = answers.size() - 2; i >= 0; i--) {
      EcuAddress ecu = answers.get(i).ecu();
      if (answers.subList(i + 1, answers.size()).stream().anyMatch(m -> m.ecu().equals(ecu))) {
        answers.remove(i);
        dropped = true;
      }
    }
  }

  /** The last answers; what stands before them are those to an earlier request of the same kind. */
  void keepLast(int count) {
    if (count < answers.size()) {
      answers.subList(0, answers.size() - count).clear();
      dropped = true;
    }
  }

  /** As the seam wants it. */
  TransportAnswer answer() {
    return answers.isEmpty()
        ? TransportAnswer.none(reason, detail)
        : new TransportAnswer.Messages(answers);
  }
}
