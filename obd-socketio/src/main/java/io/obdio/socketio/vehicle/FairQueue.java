package io.obdio.socketio.vehicle;

import java.util.HashMap;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A bounded queue that serves clients in turn, whatever number of items each of them has queued:
 * start-time fair queueing (Goyal, Vin, Cheng 1996). The items of one client remain in order.
 *
 * <p>An item has a cost. After an item that costs ten, ten items of cost one of each other client
 * come first. When the queue is full, the newest item of the client with the most items makes room
 * for one of a client with fewer.
 *
 * <p>Not safe for use by several threads.
 *
 * @param <T> the items
 */
final class FairQueue<T> {

  private record Entry<T>(String client, T item, long start, long number) {}

  /** The entries of one client in the queue. */
  private static final class Share {
    int pending;

    /** The virtual time at which the client's last item will have been served. */
    long finish;
  }

  private final int maxPerClient;
  private final int maxTotal;
  private final Map<String, Share> shares = new HashMap<>();
  private final PriorityQueue<Entry<T>> entries =
      new PriorityQueue<>(
          (a, b) ->
              a.start == b.start
                  ? Long.compare(a.number, b.number)
                  : Long.compare(a.start, b.start));
  private long virtualTime;
  private long numbers;

  /** Creates an empty queue with these bounds. */
  FairQueue(int maxPerClient, int maxTotal) {
    this.maxPerClient = maxPerClient;
    this.maxTotal = maxTotal;
  }

  int size() {
    return entries.size();
  }

  /**
   * Adds an item.
   *
   * @param cost above 0
   * @param displaced receives the item that makes room, if one has to
   * @return whether it was added; false if the client's share or the whole queue is full
   */
  boolean offer(String client, T item, int cost, Consumer<T> displaced) {
    Share share = shares.get(client);
    int pending = share == null ? 0 : share.pending;
    if (pending >= maxPerClient) {
      return false;
    }
    if (entries.size() >= maxTotal) {
      Entry<T> victim = newestOfLargest(pending + 1);
      if (victim == null) {
        return false;
      }
      remove(victim);
      displaced.accept(victim.item);
    }
    if (share == null) {
      share = new Share();
      shares.put(client, share);
    }
    long start = Math.max(virtualTime, share.finish);
    share.finish = start + cost;
    share.pending++;
    entries.add(new Entry<>(client, item, start, numbers++));
    return true;
  }

  /** Returns the newest item of the client with the most items; null if none has more than this. */
  private @Nullable Entry<T> newestOfLargest(int more) {
    String largest = null;
    int most = more;
    for (Map.Entry<String, Share> each : shares.entrySet()) {
      if (each.getValue().pending > most) {
        most = each.getValue().pending;
        largest = each.getKey();
      }
    }
    Entry<T> newest = null;
    for (Entry<T> entry : entries) {
      boolean newer = newest == null || entry.number > newest.number;
      if (entry.client.equals(largest) && newer) {
        newest = entry;
      }
    }
    return newest;
  }

  private void remove(Entry<T> entry) {
    entries.remove(entry);
    Share share = shares.get(entry.client);
    if (share != null) {
      share.pending--;
    }
  }

  /** Removes the items that match. */
  void removeIf(Predicate<T> matches) {
    entries.removeIf(
        entry -> {
          boolean gone = matches.test(entry.item);
          Share share = shares.get(entry.client);
          if (gone && share != null) {
            share.pending--;
          }
          return gone;
        });
  }

  /** Removes and returns the next item; null if there is none. */
  @Nullable T poll() {
    Entry<T> next = entries.poll();
    if (next == null) {
      return null;
    }
    virtualTime = next.start;
    Share share = shares.get(next.client);
    if (share != null) {
      share.pending--;
    }
    if (entries.isEmpty()) {
      shares.clear(); // nothing competes any more
    } else if (shares.size() > 2 * maxTotal) {
      shares.values().removeIf(each -> each.pending == 0 && each.finish <= virtualTime);
    }
    return next.item;
  }
}
