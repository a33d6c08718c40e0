package io.obdio.socketio.uplink;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The requests for live values that have not ended. At most {@value #MAX} are kept; then a new one
 * replaces the oldest. Pure: time is a parameter. Not safe for use by several threads.
 */
final class LiveInterests {

  static final int MAX = 32;

  /**
   * A request for live values.
   *
   * @param interval time between two messages
   * @param names names of commands; null for all
   */
  record Interest(Duration interval, @Nullable Set<String> names) {}

  private record Entry(Interest interest, long end) {}

  private final Deque<Entry> entries = new ArrayDeque<>();

  /** Adds a request, or renews the one with the same interval and names. */
  void add(Interest interest, Duration time, long nowMillis) {
    entries.removeIf(entry -> entry.interest.equals(interest));
    if (entries.size() >= MAX) {
      entries.removeFirst();
    }
    entries.addLast(new Entry(interest, nowMillis + time.toMillis()));
  }

  /** Returns what satisfies all requests: the shortest interval, and all names; empty if none. */
  Optional<Interest> effective(long nowMillis) {
    entries.removeIf(entry -> entry.end <= nowMillis);
    if (entries.isEmpty()) {
      return Optional.empty();
    }
    Duration interval = entries.getFirst().interest.interval();
    Set<String> names = new LinkedHashSet<>();
    boolean all = false;
    for (Entry entry : entries) {
      Interest interest = entry.interest;
      interval = interest.interval().compareTo(interval) < 0 ? interest.interval() : interval;
      if (interest.names() == null) {
        all = true;
      } else {
        names.addAll(interest.names());
      }
    }
    return Optional.of(new Interest(interval, all ? null : names));
  }
}
