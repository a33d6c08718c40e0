package io.obdio.isotp.engine;

/** How a transfer ended (N_Result, ISO 15765-2:2016 clause 8.3.7). */
public enum NResult {
  /** Completed. */
  N_OK("completed"),
  /** A frame could not be sent within N_As or N_Ar. */
  N_TIMEOUT_A("a frame was not sent in time"),
  /** No flow control within N_Bs. */
  N_TIMEOUT_Bs("no flow control in time"),
  /** No consecutive frame within N_Cr. */
  N_TIMEOUT_Cr("no consecutive frame in time"),
  /** A consecutive frame with an unexpected sequence number. */
  N_WRONG_SN("wrong sequence number"),
  /** A flow control with a reserved flow status. */
  N_INVALID_FS("invalid flow status"),
  /** A single or first frame in the middle of a reception. */
  N_UNEXP_PDU("unexpected frame: the sender began anew"),
  /** More flow controls with WAIT than are allowed. */
  N_WFT_OVRN("too many wait frames"),
  /** The receiver says that the message is too long for it. */
  N_BUFFER_OVFLW("longer than the receiver's buffer"),
  /** Any other error: the bus refused a frame, or the transfer was broken off. */
  N_ERROR("failed");

  private final String text;

  NResult(String text) {
    this.text = text;
  }

  /** A few words for a person. */
  public String text() {
    return text;
  }
}
