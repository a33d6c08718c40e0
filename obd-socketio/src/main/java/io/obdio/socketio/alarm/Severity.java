package io.obdio.socketio.alarm;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The severity of an alarm. */
public enum Severity {
  /** Worth knowing; no action is necessary. */
  INFO,
  /** Requires attention soon. */
  WARNING,
  /** Requires action at once. */
  CRITICAL;

  /** Returns the severity as it is written in rules, such as {@code warning}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Returns all words. */
  public static List<String> words() {
    return Arrays.stream(values()).map(Severity::word).toList();
  }

  /** Returns the severity of a word. */
  public static Optional<Severity> ofWord(String word) {
    return Arrays.stream(values()).filter(each -> each.word().equals(word)).findFirst();
  }
}
