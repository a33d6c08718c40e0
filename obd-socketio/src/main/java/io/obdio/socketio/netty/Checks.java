package io.obdio.socketio.netty;

import java.time.Duration;

/** Checks of options. */
public final class Checks {
  private Checks() {}

  /**
   * Checks a number.
   *
   * @throws IllegalArgumentException if it is below 1
   */
  public static void positive(String name, long value) {
    if (value < 1) {
      throw new IllegalArgumentException(name + " is " + value + ", must be 1 or more");
    }
  }

  /**
   * Checks a time.
   *
   * @throws IllegalArgumentException if it is below 1 ms
   */
  public static void positive(String name, Duration value) {
    if (value.toMillis() < 1) {
      throw new IllegalArgumentException(name + " is " + value + ", must be 1 ms or more");
    }
  }
}
