package io.obdio.isotp.can;

import java.util.random.RandomGenerator;

/** What goes wrong with one frame on a {@link VirtualWire}. */
public sealed interface CanFault {

  /** Nothing. */
  CanFault NONE = new None();

  /** The frame arrives as sent. */
  record None() implements CanFault {}

  /** Nobody hears the frame. */
  record Drop() implements CanFault {}

  /** Everybody hears it twice. */
  record Duplicate() implements CanFault {}

  /**
   * It is heard later, perhaps after younger ones.
   *
   * @param nanos by how much
   */
  record Delay(long nanos) implements CanFault {}

  /**
   * A data byte is heard changed; a frame without data is not affected.
   *
   * @param index which byte; counted on from the first after the last
   * @param xor the bits that change
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

  /** Decides on each frame. Called on the bus's thread. */
  @FunctionalInterface
  interface Plan {
    /** No faults. */
    Plan NONE = frame -> CanFault.NONE;

    /** What happens to this frame. */
    CanFault on(CanFrame frame);

    /**
     * Faults by chance: the same source of chance brings the same faults to the same frames.
     *
     * @param random a seeded one for repeatable faults
     * @param drop probability from 0 to 1, as are the next three, whose sum is at most 1
     * @param maxDelayNanos delayed frames come up to this much later
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
