package io.obdio.socketio.fleet;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The sources of the time of a batch, the most exact one first. */
public enum BatchClock {
  /** The clock of the vehicle, which was set. */
  VEHICLE,
  /** The time of the receipt, less the age of the samples by the vehicle's monotonic clock. */
  AGE,
  /** Another batch of the trip whose time is known. */
  TRIP,
  /** The time of the receipt, because nothing else is known: the samples are older. */
  RECEIPT;

  /** Returns the word in files. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Returns the source of a word; empty if it is unknown. */
  public static Optional<BatchClock> ofWord(String word) {
    return Arrays.stream(values()).filter(clock -> clock.word().equals(word)).findFirst();
  }
}
