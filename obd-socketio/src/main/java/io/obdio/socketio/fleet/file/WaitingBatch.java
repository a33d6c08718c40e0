package io.obdio.socketio.fleet.file;

import io.obdio.socketio.telemetry.DataBatch;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A batch that waits to be written. */
final class WaitingBatch {

  private final String vehicle;
  private final long epoch;
  private final long seq;
  private final long first;
  private final byte[] line;
  private final CompletableFuture<@Nullable Void> stored = new CompletableFuture<>();

  /**
   * Creates one.
   *
   * @param line the batch as a line; not copied
   */
  WaitingBatch(String vehicle, DataBatch batch, byte[] line) {
    this.vehicle = vehicle;
    this.epoch = batch.epoch();
    this.seq = batch.seq();
    this.first = batch.first();
    this.line = line;
  }

  String vehicle() {
    return vehicle;
  }

  long epoch() {
    return epoch;
  }

  long seq() {
    return seq;
  }

  /** Returns the number of the oldest batch that the vehicle still keeps. */
  long first() {
    return first;
  }

  ByteBuffer line() {
    return ByteBuffer.wrap(line);
  }

  /** Returns a future that completes when the line is on the disk. */
  CompletableFuture<@Nullable Void> stored() {
    return stored;
  }
}
