package io.obdio.isotp.pdu;

import org.jspecify.annotations.Nullable;

/** A protocol data unit of ISO 15765-2 (N_PDU, clause 9.4). */
public sealed interface Pdu {

  /** The type nibble of a single frame. */
  int SF = 0;

  /** The type nibble of a first frame. */
  int FF = 1;

  /** The type nibble of a consecutive frame. */
  int CF = 2;

  /** The type nibble of a flow control. */
  int FC = 3;

  /**
   * A single frame (SF): a whole message.
   *
   * @param data the message, SF_DL bytes
   */
  record SingleFrame(PduData data) implements Pdu {}

  /**
   * A first frame (FF): the beginning of a message.
   *
   * @param length FF_DL, the length of the whole message in bytes, 8..4294967295
   * @param data the first bytes of the message, as many as the frame holds
   */
  record FirstFrame(long length, PduData data) implements Pdu {}

  /**
   * A consecutive frame (CF): a further part of a message.
   *
   * @param sequenceNumber SN, 0..15
   * @param data all bytes after the PCI, in the last frame including the padding
   */
  record ConsecutiveFrame(int sequenceNumber, PduData data) implements Pdu {}

  /**
   * A flow control (FC).
   *
   * @param code FS, 0..15; see {@link #status}
   * @param blockSize BS, 0..255: consecutive frames until the next flow control; 0 for no further
   *     flow control
   * @param stMin STmin as coded, 0..255; see {@link StMin}
   */
  record FlowControl(int code, int blockSize, int stMin) implements Pdu {

    /** Creates a flow control with a known status. */
    public FlowControl(FlowStatus status, int blockSize, int stMin) {
      this(status.code(), blockSize, stMin);
    }

    /** Returns the flow status, null for a reserved code. */
    public @Nullable FlowStatus status() {
      return FlowStatus.of(code);
    }
  }
}
