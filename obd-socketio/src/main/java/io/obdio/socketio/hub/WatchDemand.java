package io.obdio.socketio.hub;

import io.obdio.core.connection.WatchOptions;
import java.time.Duration;
import java.util.TreeMap;

/**
 * The options with which the owners of one command watch it. The command is watched with the
 * smallest interval and the highest priority among them. Not thread-safe.
 */
final class WatchDemand {

  private final TreeMap<Duration, Integer> intervals = new TreeMap<>();
  private final TreeMap<Integer, Integer> priorities = new TreeMap<>();

  void add(WatchOptions options) {
    intervals.merge(options.interval(), 1, Integer::sum);
    priorities.merge(options.priority(), 1, Integer::sum);
  }

  void remove(WatchOptions options) {
    intervals.computeIfPresent(options.interval(), (key, n) -> n == 1 ? null : n - 1);
    priorities.computeIfPresent(options.priority(), (key, n) -> n == 1 ? null : n - 1);
  }

  boolean isEmpty() {
    return intervals.isEmpty();
  }

  /**
   * Returns the effective options.
   *
   * @throws java.util.NoSuchElementException if there is no owner
   */
  WatchOptions effective() {
    return new WatchOptions(intervals.firstKey(), priorities.lastKey());
  }
}
