package io.obdio.isotp.loop;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A binary heap of timers, ordered by due time and then by insertion. Removal takes logarithmic
 * time, so cancelled timers are removed at once. Not thread-safe.
 */
final class TimerQueue {

  /** A timer. */
  static final class Entry {
    final long at;
    final Runnable task;
    private long order;
    private int index = -1;

    Entry(long at, Runnable task) {
      this.at = at;
      this.task = task;
    }

    boolean before(Entry other) {
      // The clock's origin is arbitrary: compare differences, which are immune to overflow.
      long difference = at - other.at;
      return difference != 0 ? difference < 0 : order < other.order;
    }
  }

  private @Nullable Entry[] heap = new Entry[16];
  private int size;
  private long added;

  int size() {
    return size;
  }

  void add(Entry entry) {
    if (size == heap.length) {
      heap = Arrays.copyOf(heap, size * 2);
    }
    entry.order = added++;
    place(entry, size++);
    up(entry);
  }

  @Nullable Entry first() {
    return heap[0];
  }

  /** Removes and returns the first timer if it is due, otherwise returns null. */
  @Nullable Entry pollDue(long now) {
    Entry first = heap[0];
    if (first == null || first.at - now > 0) {
      return null;
    }
    remove(first);
    return first;
  }

  /** Removes a timer; returns false if it is not in the queue. */
  boolean remove(Entry entry) {
    int hole = entry.index;
    if (hole < 0) {
      return false;
    }
    entry.index = -1;
    Entry last = get(--size);
    heap[size] = null;
    if (last != entry) {
      place(last, hole);
      up(last);
      down(last);
    }
    return true;
  }

  private void up(Entry entry) {
    int at = entry.index;
    while (at > 0) {
      int parent = (at - 1) >> 1;
      if (!entry.before(get(parent))) {
        break;
      }
      place(get(parent), at);
      at = parent;
    }
    place(entry, at);
  }

  private void down(Entry entry) {
    int at = entry.index;
    while (true) {
      int child = 2 * at + 1;
      if (child >= size) {
        break;
      }
      if (child + 1 < size && get(child + 1).before(get(child))) {
        child++;
      }
      if (!get(child).before(entry)) {
        break;
      }
      place(get(child), at);
      at = child;
    }
    place(entry, at);
  }

  private Entry get(int index) {
    Entry entry = heap[index];
    if (entry == null) {
      throw new AssertionError("no timer at " + index + " of " + size);
    }
    return entry;
  }

  private void place(Entry entry, int index) {
    heap[index] = entry;
    entry.index = index;
  }
}
