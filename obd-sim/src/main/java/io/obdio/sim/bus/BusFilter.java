package io.obdio.sim.bus;

import io.obdio.isotp.can.CanFrame;
import java.util.function.Predicate;

/** Which of the things that pass on the bus a monitor shows. */
public interface BusFilter {

  /** True if the frame is to be shown. */
  boolean wants(CanFrame frame);

  /**
   * True if the message is to be shown.
   *
   * @param message with header and checksum
   */
  boolean wants(byte[] message);

  /** True if the frame that was just shown ended one of the messages that are counted. */
  default boolean completes(CanFrame frame) {
    return false;
  }

  /** For CAN only. */
  static BusFilter can(Predicate<CanFrame> wanted) {
    return of(wanted, message -> true);
  }

  static BusFilter of(Predicate<CanFrame> frames, Predicate<byte[]> messages) {
    return new BusFilter() {
      @Override
      public boolean wants(CanFrame frame) {
        return frames.test(frame);
      }

      @Override
      public boolean wants(byte[] message) {
        return messages.test(message);
      }
    };
  }
}
