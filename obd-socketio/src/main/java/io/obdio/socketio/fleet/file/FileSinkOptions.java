package io.obdio.socketio.fleet.file;

import java.nio.file.Path;
import java.time.Duration;

/**
 * The options of the store in files.
 *
 * @param folder folder of all nodes
 * @param node name of this node, which has a folder of its own: 1 to 64 letters, digits, {@code -},
 *     {@code _} or {@code .}
 * @param fileBytes size from which a new file is begun, at least 1
 * @param maxBytes limit of all files of this node, compressed ones as they are; the oldest are
 *     deleted; 0 for none
 * @param maxVehicles limit of vehicles whose positions are kept, at least 1: those that were stored
 *     last
 * @param maxPending limit of batches that wait, at least 1
 * @param maxPendingBytes limit of their size
 * @param gather time for which batches are gathered before they are written to the disk together
 */
public record FileSinkOptions(
    Path folder,
    String node,
    long fileBytes,
    long maxBytes,
    int maxVehicles,
    int maxPending,
    long maxPendingBytes,
    Duration gather) {

  /** Checks the ranges. */
  public FileSinkOptions {
    if (!isNode(node)) {
      throw new IllegalArgumentException(
          "'" + node + "' is not the name of a node: use letters, digits, '-', '_' and '.'");
    }
    if (fileBytes < 1 || maxBytes < 0 || maxVehicles < 1 || maxPending < 1 || maxPendingBytes < 1) {
      throw new IllegalArgumentException("a size of the store is out of range");
    }
  }

  /** Returns whether a text can name a node. */
  public static boolean isNode(String name) {
    return name.matches("[A-Za-z0-9_-][A-Za-z0-9_.-]{0,63}");
  }

  /** Returns the default options: files of 64 MB, all of which are kept. */
  public static FileSinkOptions of(Path folder, String node) {
    return new FileSinkOptions(
        folder, node, 64L << 20, 0, 100_000, 20_000, 64L << 20, Duration.ofMillis(20));
  }

  /** Returns the options with other sizes of the files. */
  public FileSinkOptions withSizes(long file, long max) {
    return new FileSinkOptions(
        folder, node, file, max, maxVehicles, maxPending, maxPendingBytes, gather);
  }

  /** Returns the options with another limit of batches that wait. */
  public FileSinkOptions withMaxPending(int max) {
    return new FileSinkOptions(
        folder, node, fileBytes, maxBytes, maxVehicles, max, maxPendingBytes, gather);
  }

  /** Returns the options with another limit of vehicles. */
  public FileSinkOptions withMaxVehicles(int max) {
    return new FileSinkOptions(
        folder, node, fileBytes, maxBytes, max, maxPending, maxPendingBytes, gather);
  }
}
