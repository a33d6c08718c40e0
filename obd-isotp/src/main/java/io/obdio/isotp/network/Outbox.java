package io.obdio.isotp.network;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The messages of a connection that wait to be sent.
 *
 * <p>Threads: {@link #reserve}, {@link #release} and {@link #size} by any thread, the other methods
 * on the loop only.
 */
final class Outbox {

  /** A message to be sent; without a future its failure is reported to the sink. */
  static final class Entry {
    final byte[] message;
    final @Nullable SendFuture future;

    Entry(byte[] message, @Nullable SendFuture future) {
      this.message = message;
      this.future = future;
    }
  }

  private final int capacity;
  private final AtomicInteger size = new AtomicInteger();
  private final ArrayDeque<Entry> entries = new ArrayDeque<>();

  Outbox(int capacity) {
    this.capacity = capacity;
  }

  /** Reserves a place for an entry; returns false if the outbox is full. */
  boolean reserve() {
    if (size.incrementAndGet() > capacity) {
      size.decrementAndGet();
      return false;
    }
    return true;
  }

  /** Gives up a reserved place. */
  void release() {
    size.decrementAndGet();
  }

  /** Returns the number of reserved places. */
  int size() {
    return size.get();
  }

  /** Adds an entry, whose place has been reserved. */
  void add(Entry entry) {
    entries.add(entry);
  }

  boolean isEmpty() {
    return entries.isEmpty();
  }

  /** Removes and returns the first entry. */
  Entry remove() {
    size.decrementAndGet();
    return entries.remove();
  }

  /** Removes the entry with this future, if it is still waiting. */
  void remove(SendFuture future) {
    if (entries.removeIf(entry -> entry.future == future)) {
      size.decrementAndGet();
    }
  }

  /** Removes and returns all entries. */
  List<Entry> removeAll() {
    List<Entry> removed = new ArrayList<>(entries);
    entries.clear();
    size.addAndGet(-removed.size());
    return removed;
  }
}
