package io.obdio.socketio.app.doctor;

import java.util.Locale;

/** The outcome of a check, from the best to the worst. */
public enum Verdict {
  /** In order. */
  OK,
  /** The check does not apply here, or could not be made; the text states why. */
  SKIPPED,
  /** Works, but not as well as it could. */
  WARN,
  /** Does not work. */
  FAIL;

  /** Returns the word in JSON, such as {@code ok}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
