package io.obdio.isotp.pdu;

import org.jspecify.annotations.Nullable;

/** A protocol data unit of ISO 15765-2 (N_PDU, clause 9.4). */
public sealed interface Pdu {

  /** Type nibble of a single frame. */
  int SF = 0;

  /** Type nibble of a first frame. */
  int FF = 1;

  /** Type nibble of a consecutive frame. */
  int CF = 2;

  /** Type nibble of a flow control. */
  int FC = 3;

  /**
   * SF: a whole message.
   *
   * @param data the message, SF_DL bytes
   */
  record SingleFrame(PduData data) implements Pdu {}

  /**
   * FF: the beginning of a message.
   *
   * @param length FF_DL: bytes of the whole message, 8..4294967295
   * @param data its first bytes, as many as the frame holds
   */
  record FirstFrame(long length, PduData data) implements Pdu {}

  /**
   * CF: a further part of a message.
   *
   * @param sequenceNumber SN, 0..15
   * @param data all bytes after the PCI; in the last frame padding stands behind the message
   */
  record ConsecutiveFrame(int sequenceNumber, PduData data) implements Pdu {}

  /**
   * FC: the receiver's word to the sender.
   *
   * @param code FS, 0..15; see {@link #status}
   * @param blockSize BS, 0..255: consecutive frames until the next flow control; 0 = no further one
   * @param stMin STmin as coded, 0..255; see {@link StMin}
   */
  record FlowControl(int code, int blockSize, int stMin) implements Pdu {

    /** A flow control with a known status. */
    public FlowControl(FlowStatus status, int blockSize, int stMin) {
      this(status.code(), blockSize, stMin);
    }

    /** FS by its name, null for a reserved code. */
    public @Nullable FlowStatus status() {
      return FlowStatus.of(code);
    }
  }
}
