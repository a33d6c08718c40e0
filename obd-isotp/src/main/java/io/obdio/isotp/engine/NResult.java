package io.obdio.isotp.engine;

/** The result of a transfer (N_Result, ISO 15765-2:2016 clause 8.3.7). */
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
  N_UNEXP_PDU("unexpected frame: the sender started a new message"),
  /** More flow controls with WAIT than allowed. */
  N_WFT_OVRN("too many wait frames"),
  /** The receiver reported that the message is too long for its buffer. */
  N_BUFFER_OVFLW("longer than the receiver's buffer"),
  /** Any other error: a frame could not be sent, or the transfer was aborted. */
  N_ERROR("failed");

  private final String text;

  NResult(String text) {
    this.text = text;
  }

  /** Returns a short description for messages. */
  public String text() {
    return text;
  }
}
