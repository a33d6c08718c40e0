package io.obdio.isotp.engine;

/** The reason for which a received frame was ignored. */
public enum FrameError {
  /** Unknown PCI type, or a length that is reserved or does not fit the frame (clause 9.6). */
  INVALID_PDU("no valid PDU"),
  /** A consecutive frame while no message is being received (table 22). */
  UNEXPECTED_CF("unexpected consecutive frame"),
  /** A flow control while none is awaited (table 22). */
  UNEXPECTED_FC("unexpected flow control"),
  /** A first frame with a functional target address (clause 9.2). */
  SEGMENTED_FUNCTIONAL("segmented message with a functional address"),
  /**
   * A consecutive frame whose length is not RX_DL, the length of the first frame (clause 9.6.4).
   */
  WRONG_LENGTH("length differs from that of the first frame"),
  /** Padding other than {@link IsoTpOptions#rxPadding} requires. */
  WRONG_PADDING("unexpected padding"),
  /** A frame of a message from the peer while a message is being sent in half duplex. */
  HALF_DUPLEX("received while sending in half duplex");

  private final String text;

  FrameError(String text) {
    this.text = text;
  }

  /** Returns a short description for messages. */
  public String text() {
    return text;
  }
}
