package io.obdio.isotp.pdu;

import org.jspecify.annotations.Nullable;

/** The flow status of a flow control (ISO 15765-2:2016 clause 9.6.5.1, table 18). */
public enum FlowStatus {
  /** Continue to send. */
  CTS(0),
  /** Wait for another flow control. */
  WAIT(1),
  /** The message is longer than the receiver's buffer. */
  OVFLW(2);

  private final int code;

  FlowStatus(int code) {
    this.code = code;
  }

  /** Returns the code, the low nibble of the PCI byte. */
  public int code() {
    return code;
  }

  /** Returns the status with this code, null for the reserved codes 3..F. */
  public static @Nullable FlowStatus of(int code) {
    return switch (code) {
      case 0 -> CTS;
      case 1 -> WAIT;
      case 2 -> OVFLW;
      default -> null;
    };
  }
}
