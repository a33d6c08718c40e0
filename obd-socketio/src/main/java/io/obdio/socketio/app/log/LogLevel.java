package io.obdio.socketio.app.log;

import java.util.Locale;

/** A level of the log: messages of this level and of the ones before it are written. */
public enum LogLevel {
  /** No messages. */
  OFF(50),
  /** Failures that need an intervention. */
  ERROR(40),
  /** Failures from which the program recovers. */
  WARN(30),
  /** Events of normal operation. */
  INFO(20),
  /** What the program does, for the analysis of faults. */
  DEBUG(10),
  /** Every step. */
  TRACE(0);

  private final int number;

  LogLevel(int number) {
    this.number = number;
  }

  /** Returns the number of the level in slf4j-simple. */
  int number() {
    return number;
  }

  /** Returns the level as users write it, such as {@code debug}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
