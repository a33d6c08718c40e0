package io.obdio.socketio.access;

import io.obdio.socketio.http.Network;
import java.net.InetAddress;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * The back-off after wrong keys. After {@value #FREE_FAILURES} wrong keys from one address within a
 * minute, further keys from it are refused unread for 1 s; the time doubles with each wrong key up
 * to 60 s. Keys that were accepted from the address before are still accepted meanwhile. IPv6
 * addresses count by their /64 network.
 *
 * <p>The table holds {@value #CAPACITY} addresses; the one unused for longest is dropped. Time is a
 * parameter. Not thread-safe.
 */
final class FailureLimiter {

  static final int CAPACITY = 10_000;
  static final int FREE_FAILURES = 5;

  private static final long WINDOW_NANOS = 60_000_000_000L;
  private static final long FIRST_BLOCK_NANOS = 1_000_000_000L;
  private static final long LONGEST_BLOCK_NANOS = 60_000_000_000L;
  private static final int MAX_ACCEPTED = 16;
  private static final int IPV6_PREFIX = 64;

  private static final class Entry {
    int failures;
    long windowStart;
    long block;
    long blockedUntil;
    final Set<KeyHash> accepted = new HashSet<>(2);
  }

  private final Map<Network, Entry> entries =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Network, Entry> eldest) {
          return size() > CAPACITY;
        }
      };

  private static Network network(InetAddress address) {
    return Network.of(address, address.getAddress().length == 4 ? 32 : IPV6_PREFIX);
  }

  /** Returns the time in ns for which keys from an address are refused unread; 0 for none. */
  long blockedFor(InetAddress address, long now) {
    Entry entry = entries.get(network(address));
    return entry == null || entry.block == 0 ? 0 : Math.max(0, entry.blockedUntil - now);
  }

  /** Returns whether a key was accepted from the address before. */
  boolean isKnown(InetAddress address, KeyHash hash) {
    Entry entry = entries.get(network(address));
    return entry != null && entry.accepted.contains(hash);
  }

  /** Records a wrong key. */
  void failed(InetAddress address, long now) {
    Entry entry = entries.computeIfAbsent(network(address), key -> new Entry());
    if (entry.failures == 0 || now - entry.windowStart > WINDOW_NANOS + entry.block) {
      entry.failures = 0;
      entry.block = 0;
      entry.windowStart = now;
    }
    entry.failures++;
    if (entry.failures >= FREE_FAILURES) {
      entry.block =
          entry.block == 0 ? FIRST_BLOCK_NANOS : Math.min(2 * entry.block, LONGEST_BLOCK_NANOS);
      entry.blockedUntil = now + entry.block;
      entry.windowStart = now;
    }
  }

  /** Records an accepted key. */
  void accepted(InetAddress address, KeyHash hash) {
    Entry entry = entries.get(network(address));
    if (entry == null) {
      entry = new Entry();
      entries.put(network(address), entry);
    }
    if (entry.accepted.size() < MAX_ACCEPTED) {
      entry.accepted.add(hash);
    }
  }

  int size() {
    return entries.size();
  }
}
