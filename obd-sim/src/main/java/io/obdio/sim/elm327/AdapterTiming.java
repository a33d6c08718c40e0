package io.obdio.sim.elm327;

import io.obdio.sim.bus.BusTiming;
import java.time.Duration;
import java.util.Optional;

/**
 * How much time the adapter and its lines take.
 *
 * @param baud of the line to the host, 8N1, for every byte in both directions; 0 for no time
 * @param busBits true if each bit on the vehicle's bus takes its time
 * @param ecuLatency from a request's end to the answer's begin, added to what the ECU itself says
 * @param waits true if the adapter waits for more answers as long as a real one (AT ST, AT AT);
 *     false if it knows when the bus will be silent
 * @param reset what AT Z takes; AT WS takes a tenth
 * @param searchStep what a try of one protocol takes in a search; the slow inits take ten times it
 */
public record AdapterTiming(
    int baud,
    boolean busBits,
    Duration ecuLatency,
    boolean waits,
    Duration reset,
    Duration searchStep) {

  public BusTiming bus() {
    return new BusTiming(busBits, ecuLatency);
  }

  private static final int DEFAULT_BAUD = 38_400;
  private static final int MIN_BAUD = 300;
  private static final int MAX_BAUD = 4_000_000;

  /** Nothing takes time except what an ECU says and what a fault does. */
  public static final AdapterTiming INSTANT =
      new AdapterTiming(0, false, Duration.ZERO, false, Duration.ZERO, Duration.ZERO);

  /** Checks the ranges. */
  public AdapterTiming {
    if (baud < 0 || baud > MAX_BAUD) {
      throw new IllegalArgumentException("baud rate out of range: " + baud);
    }
    if (ecuLatency.isNegative() || reset.isNegative() || searchStep.isNegative()) {
      throw new IllegalArgumentException("a negative time");
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

  /** As a real adapter on a real car: 2 ms of ECU latency, 0.5 s reset. */
  public static AdapterTiming realistic(int baud) {
    return new AdapterTiming(
        baud, true, Duration.ofMillis(2), true, Duration.ofMillis(500), Duration.ofMillis(120));
  }

  /** Only the line to the host takes time. */
  public static AdapterTiming line(int baud) {
    return new AdapterTiming(baud, false, Duration.ZERO, false, Duration.ZERO, Duration.ZERO);
  }
}
