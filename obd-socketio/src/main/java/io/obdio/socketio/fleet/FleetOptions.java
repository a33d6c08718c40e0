package io.obdio.socketio.fleet;

import io.obdio.socketio.telemetry.Topics;
import java.time.Duration;

/**
 * The options of a node.
 *
 * @param topics names of the topics
 * @param group name that all nodes have in common, which share the batches
 * @param maxVehicles limit of vehicles, at least 1; others take the place of idle ones
 * @param maxIdle time without a message after which a vehicle that is not connected is removed; 0
 *     for none
 * @param workers threads that decode batches, at least 1
 * @param maxQueued limit of received messages that wait for a thread, at least 1
 * @param maxQueuedBytes limit of their size
 * @param acknowledgementInterval time in which a vehicle is acknowledged at most once
 */
public record FleetOptions(
    Topics topics,
    String group,
    int maxVehicles,
    Duration maxIdle,
    int workers,
    int maxQueued,
    long maxQueuedBytes,
    Duration acknowledgementInterval) {

  private static final int DEFAULT_WORKERS = 2;
  private static final Duration DEFAULT_MAX_IDLE = Duration.ofDays(30);

  /** Checks the ranges. */
  public FleetOptions {
    if (!isGroup(group)) {
      throw new IllegalArgumentException(
          "'" + group + "' is not the name of a group: use letters, digits, '-', '_' and '.'");
    }
    if (maxVehicles < 1 || workers < 1 || maxQueued < 1 || maxQueuedBytes < 1) {
      throw new IllegalArgumentException("a limit of the fleet is below 1");
    }
    if (maxIdle.isNegative()) {
      throw new IllegalArgumentException("the time of idle vehicles is below 0");
    }
  }

  private static boolean isGroup(String name) {
    return name.matches("[A-Za-z0-9_.-]{1,64}");
  }

  /** Returns the default options: 100,000 vehicles, 30 days, 64 MB of messages that wait. */
  public static FleetOptions of(Topics topics, String group) {
    return new FleetOptions(
        topics,
        group,
        100_000,
        DEFAULT_MAX_IDLE,
        DEFAULT_WORKERS,
        20_000,
        64L << 20,
        Duration.ofMillis(200));
  }

  /** Returns the options with other limits of vehicles. */
  public FleetOptions withVehicles(int max, Duration idle) {
    return new FleetOptions(
        topics, group, max, idle, workers, maxQueued, maxQueuedBytes, acknowledgementInterval);
  }
}
