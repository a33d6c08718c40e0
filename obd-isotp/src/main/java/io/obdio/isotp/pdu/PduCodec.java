package io.obdio.isotp.pdu;

import io.obdio.isotp.can.CanFrame;
import io.obdio.isotp.pdu.Pdu.ConsecutiveFrame;
import io.obdio.isotp.pdu.Pdu.FirstFrame;
import io.obdio.isotp.pdu.Pdu.FlowControl;
import io.obdio.isotp.pdu.Pdu.SingleFrame;
import org.jspecify.annotations.Nullable;

/**
 * The encoding of PDUs in the data bytes of CAN frames (ISO 15765-2:2016 clauses 9.4 to 9.6).
 *
 * <p>{@code prefix} is the number of address bytes before the PCI: 0, or 1 with extended and mixed
 * addressing.
 */
public final class PduCodec {

  /** The largest FF_DL that is encoded in 12 bits. */
  public static final int MAX_SHORT_LENGTH = 4095;

  private static final int CLASSIC = 8;
  private static final int SF = Pdu.SF;
  private static final int FF = Pdu.FF;
  private static final int CF = Pdu.CF;
  private static final int FC = Pdu.FC;

  private PduCodec() {}

  /** Returns the maximum number of message bytes in a single frame of {@code dl} bytes. */
  public static int singleFrameCapacity(int dl, int prefix) {
    return dl - prefix - (dl > CLASSIC ? 2 : 1);
  }

  /** Returns the number of message bytes in a consecutive frame of {@code dl} bytes. */
  public static int consecutiveFrameCapacity(int dl, int prefix) {
    return dl - prefix - 1;
  }

  /**
   * Returns the number of message bytes in a first frame of {@code dl} bytes for a message of
   * {@code length} bytes.
   */
  public static int firstFrameCapacity(int dl, int prefix, long length) {
    return dl - prefix - (length > MAX_SHORT_LENGTH ? 6 : 2);
  }

  /** Returns FF_DLmin: the shortest message that may begin with a first frame of {@code dl}. */
  public static int firstFrameMinimum(int dl, int prefix) {
    return singleFrameCapacity(dl, prefix) + 1;
  }

  /** Returns the type nibble of a frame, or -1 if the frame has no PCI byte. */
  public static int type(CanFrame frame, int prefix) {
    return frame.length() <= prefix ? -1 : frame.at(prefix) >> 4;
  }

  /**
   * Returns the number of bytes that a PDU takes up in a frame, including the address byte and
   * excluding padding.
   *
   * @param prefix 0 or 1
   */
  public static int size(Pdu pdu, int prefix) {
    if (pdu instanceof SingleFrame sf) {
      int length = sf.data().length();
      return prefix + length + (length > singleFrameCapacity(CLASSIC, prefix) ? 2 : 1);
    }
    if (pdu instanceof FirstFrame ff) {
      return prefix + ff.data().length() + (ff.length() > MAX_SHORT_LENGTH ? 6 : 2);
    }
    return prefix + (pdu instanceof ConsecutiveFrame cf ? cf.data().length() + 1 : 3);
  }

  /**
   * Writes a PDU into {@code frame}, the data of a whole frame, from index {@code prefix}. A single
   * frame is written with its length in the second byte if the frame has more than 8 bytes, however
   * short the message (clause 9.6.2.1).
   *
   * @return the number of bytes used, including the address byte
   */
  public static int encode(Pdu pdu, byte[] frame, int prefix) {
    int at = prefix;
    PduData data = null;
    if (pdu instanceof ConsecutiveFrame cf) {
      frame[at++] = (byte) (CF << 4 | cf.sequenceNumber());
      data = cf.data();
    } else if (pdu instanceof SingleFrame sf) {
      data = sf.data();
      if (frame.length > CLASSIC) {
        frame[at++] = 0;
      }
      frame[at++] = (byte) data.length();
    } else if (pdu instanceof FirstFrame ff) {
      at = encodeLength(ff.length(), frame, at);
      data = ff.data();
    } else if (pdu instanceof FlowControl fc) {
      frame[at++] = (byte) (FC << 4 | fc.code());
      frame[at++] = (byte) fc.blockSize();
      frame[at++] = (byte) fc.stMin();
    }
    if (data != null) {
      data.copyTo(frame, at, data.length());
      at += data.length();
    }
    return at;
  }

  private static int encodeLength(long length, byte[] target, int from) {
    int at = from;
    if (length <= MAX_SHORT_LENGTH) {
      target[at++] = (byte) (FF << 4 | length >> 8);
      target[at++] = (byte) length;
      return at;
    }
    target[at++] = FF << 4;
    target[at++] = 0;
    for (int shift = 24; shift >= 0; shift -= 8) {
      target[at++] = (byte) (length >> shift);
    }
    return at;
  }

  /**
   * Decodes the PDU of a data frame.
   *
   * @return null if the standard requires the frame to be ignored
   */
  public static @Nullable Pdu decode(CanFrame frame, int prefix) {
    return decode(frame.data(), 0, frame.length(), prefix, false);
  }

  /**
   * Decodes the PDU of a data frame of a node that sends FD frames of a fixed length: also accepts
   * single frames of more than 8 bytes whose message would fit a frame of 8 bytes, which the
   * standard requires to be ignored (clause 9.6.2.2).
   *
   * @return null if the frame is to be ignored
   */
  public static @Nullable Pdu decodeFixedLength(CanFrame frame, int prefix) {
    return decode(frame.data(), 0, frame.length(), prefix, true);
  }

  /**
   * Decodes the PDU in {@code dl} data bytes from index {@code from}, which must not change while
   * the PDU is in use.
   *
   * @return null if the standard requires it to be ignored: unknown type, reserved or impossible
   *     length
   */
  public static @Nullable Pdu decode(byte[] bytes, int from, int dl, int prefix) {
    return decode(bytes, from, dl, prefix, false);
  }

  private static @Nullable Pdu decode(
      byte[] bytes, int from, int dl, int prefix, boolean fixedLength) {
    if (dl <= prefix) {
      return null;
    }
    int at = from + prefix;
    int pci = bytes[at] & 0xFF;
    return switch (pci >> 4) {
      case SF -> singleFrame(bytes, at, dl, prefix, pci & 0xF, fixedLength);
      case FF -> firstFrame(bytes, at, dl, prefix, pci & 0xF);
      case CF ->
          dl - prefix < 2
              ? null
              : new ConsecutiveFrame(pci & 0xF, PduData.view(bytes, at + 1, dl - prefix - 1));
      case FC ->
          dl - prefix < 3
              ? null
              : new FlowControl(pci & 0xF, bytes[at + 1] & 0xFF, bytes[at + 2] & 0xFF);
      default -> null;
    };
  }

  private static @Nullable Pdu singleFrame(
      byte[] bytes, int at, int dl, int prefix, int low, boolean fixedLength) {
    if (dl <= CLASSIC) {
      return low == 0 || low > dl - prefix - 1
          ? null
          : new SingleFrame(PduData.view(bytes, at + 1, low));
    }
    int length = bytes[at + 1] & 0xFF;
    int minimum = fixedLength ? 1 : singleFrameCapacity(CLASSIC, prefix) + 1;
    boolean valid = low == 0 && length >= minimum && length <= singleFrameCapacity(dl, prefix);
    return valid ? new SingleFrame(PduData.view(bytes, at + 2, length)) : null;
  }

  private static @Nullable Pdu firstFrame(byte[] bytes, int at, int dl, int prefix, int low) {
    if (dl < CLASSIC) {
      return null;
    }
    long length = (long) low << 8 | bytes[at + 1] & 0xFF;
    int pci = 2;
    if (length == 0) {
      pci = 6;
      for (int i = 2; i < 6; i++) {
        length = length << 8 | bytes[at + i] & 0xFF;
      }
      if (length <= MAX_SHORT_LENGTH) {
        return null;
      }
    }
    return length < firstFrameMinimum(dl, prefix)
        ? null
        : new FirstFrame(length, PduData.view(bytes, at + pci, dl - prefix - pci));
  }
}
