package io.obdio.sim.elm327;

import io.obdio.sim.bus.BusTiming;
import java.time.Duration;
import java.util.Optional;

/**
 * The timing of the adapter and its lines.
 *
 * @param baud the rate of the line to the host, 8N1, for every byte in both directions; 0 for a
 *     line that takes no time
 * @param busBits whether each bit on the vehicle's bus takes its time
 * @param ecuLatency time from the end of a request to the start of the answer, added to the ECU's
 *     own delay
 * @param waits true if the adapter waits for more answers as long as a real one (AT ST, AT AT);
 *     false if it ends a reply as soon as no answer is pending
 * @param reset the duration of AT Z; AT WS takes a tenth
 * @param searchStep how long a search tries one protocol; slow initialisations take ten times as
 *     long
 */
public record AdapterTiming(
    int baud,
    boolean busBits,
    Duration ecuLatency,
    boolean waits,
    Duration reset,
    Duration searchStep) {

  /** Returns the part that is about the vehicle bus. */
  BusTiming bus() {
    return new BusTiming(busBits, ecuLatency);
  }

  private static final int DEFAULT_BAUD = 38_400;
  private static final int MIN_BAUD = 300;
  private static final int MAX_BAUD = 4_000_000;

  /** Nothing takes time except the delays of ECUs and faults. */
  public static final AdapterTiming INSTANT =
      new AdapterTiming(0, false, Duration.ZERO, false, Duration.ZERO, Duration.ZERO);

  /** Checks the ranges. */
  public AdapterTiming {
    if (baud < 0 || baud > MAX_BAUD) {
      throw new IllegalArgumentException("baud rate out of range: " + baud);
    }
    if (ecuLatency.isNegative() || reset.isNegative() || searchStep.isNegative()) {
      throw new IllegalArgumentException("a time is negative");
    }
  }

  /**
   * Returns the timing for a word in options and flags: {@code instant}, {@code realistic}, or the
   * baud rate of the line to the host.
   */
  public static Optional<AdapterTiming> parse(String word) {
    return switch (word) {
      case "instant" -> Optional.of(INSTANT);
      case "realistic" -> Optional.of(realistic(DEFAULT_BAUD));
      default ->
          word.matches("[1-9][0-9]{2,6}") && inRange(Integer.parseInt(word))
              ? Optional.of(line(Integer.parseInt(word)))
              : Optional.empty();
    };
  }

  private static boolean inRange(int baud) {
    return baud >= MIN_BAUD && baud <= MAX_BAUD;
  }

  /** Returns the timing of a real adapter in a real vehicle: 2 ms of ECU latency, 0.5 s reset. */
  public static AdapterTiming realistic(int baud) {
    return new AdapterTiming(
        baud, true, Duration.ofMillis(2), true, Duration.ofMillis(500), Duration.ofMillis(120));
  }

  /** Returns the timing of an adapter on which only the line to the host takes time. */
  public static AdapterTiming line(int baud) {
    return new AdapterTiming(baud, false, Duration.ZERO, false, Duration.ZERO, Duration.ZERO);
  }
}
