package io.obdio.sim.bus;

import io.obdio.isotp.can.CanFrame;
import java.util.function.Predicate;

/** A filter for the messages that a monitor shows. */
public interface BusFilter {

  /** Returns whether a frame is shown. */
  boolean passes(CanFrame frame);

  /**
   * Returns whether a message is shown.
   *
   * @param message with header and checksum
   */
  boolean passes(byte[] message);

  /**
   * Returns whether the frame that was just shown ended a message, for monitors that count
   * messages.
   */
  default boolean completes(CanFrame frame) {
    return false;
  }

  /** Returns a filter for CAN frames. */
  static BusFilter can(Predicate<CanFrame> frames) {
    return of(frames, message -> true);
  }

  static BusFilter of(Predicate<CanFrame> frames, Predicate<byte[]> messages) {
    return new BusFilter() {
      @Override
      public boolean passes(CanFrame frame) {
        return frames.test(frame);
      }

      @Override
      public boolean passes(byte[] message) {
        return messages.test(message);
      }
    };
  }
}
