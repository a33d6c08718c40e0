package io.obdio.elm327.request;

import io.obdio.core.message.EcuAddress;
import io.obdio.core.message.EcuMessage;
import io.obdio.elm327.line.LineMessages;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The messages of one reply, sorted by what they are to the request. Not thread-safe. */
final class SortedMessages {

  private final int lines;
  private final List<EcuMessage> answers = new ArrayList<>(2);
  private final List<EcuMessage> candidates = new ArrayList<>(2);
  private final Set<EcuAddress> pending = new HashSet<>();
  private int unrelated;
  private int damaged;

  /** Begins with the counts of lines and of damage; the messages are added one by one. */
  SortedMessages(LineMessages read) {
    this.lines = read.lines();
    this.damaged = read.damaged();
  }

  /** Adds a message that matches the request; {@code stale} if the reply before had it too. */
  void addAnswer(EcuMessage message, boolean stale) {
    candidates.add(message);
    if (!stale) {
      answers.add(message);
      pending.remove(message.ecu());
    }
  }

  void addPending(EcuAddress ecu) {
    if (answers.stream().noneMatch(answer -> answer.ecu().equals(ecu))) {
      pending.add(ecu);
    }
  }

  void addUnrelated() {
    unrelated++;
  }

  void addDamaged(int count) {
    damaged += count;
  }

  boolean isEmpty() {
    return answers.isEmpty() && pending.isEmpty();
  }

  /** Returns the responses to the request. */
  List<EcuMessage> answers() {
    return List.copyOf(answers);
  }

  /** Returns the responses and those that were taken for a repetition of the reply before. */
  List<EcuMessage> candidates() {
    return List.copyOf(candidates);
  }

  /** Returns the ECUs that announced a response that is not in this reply. */
  Set<EcuAddress> pending() {
    return Set.copyOf(pending);
  }

  /** Returns the number of messages that answer other requests. */
  int unrelated() {
    return unrelated;
  }

  /** Returns the number of lines and messages that were lost to damage. */
  int damaged() {
    return damaged;
  }

  /** Returns the number of good lines. */
  int lines() {
    return lines;
  }
}
