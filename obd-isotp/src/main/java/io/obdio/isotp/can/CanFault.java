package io.obdio.isotp.can;

import java.util.random.RandomGenerator;

/** A fault that a {@link VirtualWire} applies to a frame. */
public sealed interface CanFault {

  /** No fault. */
  CanFault NONE = new None();

  /** The frame is delivered as sent. */
  record None() implements CanFault {}

  /** The frame is not delivered. */
  record Drop() implements CanFault {}

  /** The frame is delivered twice. */
  record Duplicate() implements CanFault {}

  /**
   * The frame is delivered late, possibly after frames that were sent later.
   *
   * @param nanos the delay in nanoseconds
   */
  record Delay(long nanos) implements CanFault {}

  /**
   * A data byte is changed; a frame without data is delivered as sent.
   *
   * @param index the index of the byte, modulo the length
   * @param xor the bits to invert
   */
  record Corrupt(int index, int xor) implements CanFault {

    CanFrame apply(CanFrame frame) {
      if (frame.length() == 0 || frame.kind() == CanFrame.Kind.REMOTE) {
        return frame;
      }
      byte[] data = frame.data();
      data[Math.floorMod(index, data.length)] ^= (byte) xor;
      return frame.withData(data);
    }
  }

  /** A selection of the fault of each frame; called by the bus's thread. */
  @FunctionalInterface
  interface Plan {
    /** No faults. */
    Plan NONE = frame -> CanFault.NONE;

    /** Returns the fault to apply to a frame. */
    CanFault on(CanFrame frame);

    /**
     * Returns a plan of random faults, which are repeatable for the same seed.
     *
     * @param random the source of randomness
     * @param drop the probability of a drop, 0 to 1, as the next three; their sum is at most 1
     * @param maxDelayNanos the maximum delay in nanoseconds
     */
    static Plan random(
        RandomGenerator random,
        double drop,
        double duplicate,
        double delay,
        double corrupt,
        long maxDelayNanos) {
      return frame -> {
        double chance = random.nextDouble();
        if (chance < drop) {
          return new Drop();
        }
        if (chance < drop + duplicate) {
          return new Duplicate();
        }
        if (chance < drop + duplicate + delay) {
          return new Delay(1 + random.nextLong(Math.max(1, maxDelayNanos)));
        }
        if (chance < drop + duplicate + delay + corrupt) {
          return new Corrupt(random.nextInt(64), 1 + random.nextInt(255));
        }
        return CanFault.NONE;
      };
    }
  }
}
