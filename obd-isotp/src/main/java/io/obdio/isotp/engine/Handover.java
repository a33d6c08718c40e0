package io.obdio.isotp.engine;

/** The result of passing a frame to the bus (L_Data.request). */
public enum Handover {
  /** Sent, or in a queue that is known to drain: counts as confirmed at the current time. */
  SENT,
  /** Accepted; {@code confirmed} will be called, until then N_As or N_Ar runs. */
  QUEUED,
  /** Not accepted, to be repeated by {@code tick}: N_As, N_Ar or N_Cs runs. */
  BUSY,
  /** Failed permanently: the transfer ends with N_ERROR. */
  FAILED
}
