package io.obdio.socketio.telemetry;

/** The binary form of a batch. */
final class DeltaBatch {

  /** The first byte, which no text begins with. */
  static final int FIRST_BYTE = 0xD1;

  private DeltaBatch() {}

  static byte[] write(DataBatch batch, Dictionary dictionary) {
    throw new IllegalArgumentException("the format is not supported yet");
  }

  static DataBatch read(byte[] payload, Dictionary dictionary) throws BatchException {
    throw new BatchException("the format is not supported yet");
  }
}
