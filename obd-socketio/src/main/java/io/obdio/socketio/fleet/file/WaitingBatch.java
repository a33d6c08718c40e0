package io.obdio.socketio.fleet.file;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A batch that waits to be written.
 *
 * @param first number of the oldest batch that the vehicle still keeps
 * @param line the batch as a line
 * @param stored completes when the line is on the disk
 */
record WaitingBatch(
    String vehicle,
    long epoch,
    long seq,
    long first,
    byte[] line,
    CompletableFuture<@Nullable Void> stored) {}
