package io.obdio.isotp.engine;

/** What became of a frame that an engine handed to its output (L_Data.request). */
public enum Handover {
  /** Sent, or in a queue that is known to drain: counts as confirmed now. */
  SENT,
  /** On its way: {@code confirmed} will be called; until then N_As or N_Ar runs. */
  QUEUED,
  /** Not taken, try again in {@code tick}: N_As, N_Ar or N_Cs runs. */
  BUSY,
  /** Impossible: the transfer ends with N_ERROR. */
  FAILED
}
