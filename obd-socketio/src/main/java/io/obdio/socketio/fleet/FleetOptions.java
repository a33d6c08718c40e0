package io.obdio.socketio.fleet;

import io.obdio.socketio.telemetry.Topics;
import java.time.Duration;

/**
 * The options of a node.
 *
 * @param topics names of the topics
 * @param group name that all nodes have in common, which share the batches
 * @param maxVehicles limit of vehicles, at least 1; others are ignored
 * @param workers threads that decode batches, at least 1
 * @param maxQueued limit of received messages that wait for a thread, at least 1
 * @param maxQueuedBytes limit of their size
 * @param acknowledgementInterval time in which a vehicle is acknowledged at most once
 */
public record FleetOptions(
    Topics topics,
    String group,
    int maxVehicles,
    int workers,
    int maxQueued,
    long maxQueuedBytes,
    Duration acknowledgementInterval) {

  private static final int DEFAULT_WORKERS = 2;

  /** Checks the ranges. */
  public FleetOptions {
    if (!isGroup(group)) {
      throw new IllegalArgumentException(
          "'" + group + "' is not the name of a group: use letters, digits, '-', '_' and '.'");
    }
    if (maxVehicles < 1 || workers < 1 || maxQueued < 1 || maxQueuedBytes < 1) {
      throw new IllegalArgumentException("a limit of the fleet is below 1");
    }
  }

  private static boolean isGroup(String name) {
    return name.matches("[A-Za-z0-9_.-]{1,64}");
  }

  /** Returns the default options: 100,000 vehicles, 64 MB of messages that wait. */
  public static FleetOptions of(Topics topics, String group) {
    return new FleetOptions(
        topics, group, 100_000, DEFAULT_WORKERS, 20_000, 64L << 20, Duration.ofMillis(200));
  }

  /** Returns the options with another limit of vehicles. */
  public FleetOptions withMaxVehicles(int max) {
    return new FleetOptions(
        topics, group, max, workers, maxQueued, maxQueuedBytes, acknowledgementInterval);
  }
}
