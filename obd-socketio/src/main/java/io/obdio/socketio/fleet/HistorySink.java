package io.obdio.socketio.fleet;

import io.obdio.socketio.telemetry.Acknowledgement;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A store of the batches of a fleet. A vehicle deletes a batch when it is acknowledged, so a store
 * completes only when the batch would survive a failure of the power.
 *
 * <p>Threads: {@link #restore} is called once, before the first {@link #store}; the other methods
 * may be called by any thread. {@link #store} and {@link #status} do not block.
 */
public interface HistorySink extends AutoCloseable {

  /** A receiver of stored positions. */
  @FunctionalInterface
  interface Positions {

    /** Receives which batches of an epoch of a vehicle are stored. */
    void stored(String vehicle, Acknowledgement position);
  }

  /**
   * Reports the batches that are stored already, each epoch of a vehicle once, the oldest first. A
   * store that cannot determine them reports none: batches are stored twice then after a restart,
   * and readers drop the second one.
   *
   * @throws IOException if the store cannot be read
   */
  void restore(Positions positions) throws IOException;

  /**
   * Begins to store a batch.
   *
   * @return completes when the batch is stored durably; fails with {@link IOException} if it is not
   *     stored, at once with {@link SinkFullException} if too many batches wait, and with {@link
   *     UnstorableBatchException} if it can never be stored. The vehicle sends the batch again, so
   *     the caller does not.
   */
  CompletableFuture<@Nullable Void> store(VehicleBatch batch);

  /** Returns the present state. */
  SinkStatus status();

  /**
   * Stores what waits, within 10 seconds, and ends. What could not be stored fails with {@link
   * IOException}.
   */
  @Override
  void close();
}
