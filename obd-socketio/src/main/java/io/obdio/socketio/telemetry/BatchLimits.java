package io.obdio.socketio.telemetry;

/** The limits of a batch; a receiver refuses what exceeds them. */
final class BatchLimits {

  /** Bytes of the text or of the binary form, after inflation. */
  static final int BYTES = 1 << 20;

  /** Samples of all series. */
  static final int SAMPLES = 100_000;

  /** Characters of a name, a unit or a VIN. */
  static final int NAME = 256;

  /** Largest offset in ms: ten days; a trip has at most one. */
  static final long OFFSET = 864_000_000L;

  private BatchLimits() {}
}
