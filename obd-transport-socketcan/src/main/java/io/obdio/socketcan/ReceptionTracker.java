package io.obdio.socketcan;

import io.obdio.isotp.can.CanFrame;
import io.obdio.isotp.pdu.Pdu;
import io.obdio.isotp.pdu.PduCodec;

/**
 * An observer of the frames that an ISO-TP socket of the kernel receives: reports when the socket
 * may have a message or an error to read.
 *
 * <p>Pure. Not thread-safe.
 */
final class ReceptionTracker {

  private final int prefix;
  private long remaining;
  private int sequence;

  /**
   * Creates a tracker.
   *
   * @param prefix the number of address bytes before the PCI, 0 or 1
   */
  ReceptionTracker(int prefix) {
    this.prefix = prefix;
  }

  /** Processes a frame; returns true if a message has ended or an error has occurred with it. */
  boolean onFrame(CanFrame frame) {
    Pdu pdu = PduCodec.decode(frame, prefix);
    if (pdu instanceof Pdu.SingleFrame) {
      remaining = 0;
      return true;
    }
    if (pdu instanceof Pdu.FirstFrame ff) {
      boolean interrupted = incomplete();
      remaining = ff.length() - ff.data().length();
      sequence = 1;
      return interrupted;
    }
    if (pdu instanceof Pdu.ConsecutiveFrame cf && incomplete()) {
      boolean expected = cf.sequenceNumber() == (sequence++ & 0xF);
      remaining -= expected ? cf.data().length() : remaining;
      return !incomplete();
    }
    return false;
  }

  /** Returns true while a segmented message is being received. */
  boolean incomplete() {
    return remaining > 0;
  }

  /** Forgets the message that is being received. */
  void reset() {
    remaining = 0;
  }
}
