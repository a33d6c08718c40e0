package io.obdio.socketio.netty;

import io.netty.buffer.ByteBuf;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * The messages that wait for one client, bounded in number and bytes. Owns the buffers in it. Pure;
 * for one thread. An empty queue holds no arrays, because thousands of sessions have one.
 */
public final class OutboundQueue {

  /** The result of an offer. */
  public enum Outcome {
    /** The message waits. */
    QUEUED,
    /** One message was dropped: the offered one or an older one of its key. */
    DROPPED,
    /** The queue is full; the offered message was released. */
    FULL
  }

  private static final class Entry {
    private ByteBuf frames;
    private final @Nullable String key;

    Entry(ByteBuf frames, @Nullable String key) {
      this.frames = frames;
      this.key = key;
    }
  }

  /** Bytes of a queue that is allowed when the budget is used up. */
  private static final int SMALL = 2_048;

  private final int maxMessages;
  private final int maxBytes;
  private final MemoryBudget budget;
  private @Nullable ArrayDeque<Entry> entries;
  private @Nullable Map<String, Entry> byKey;
  private int bytes;

  /**
   * Creates an empty queue.
   *
   * @param maxMessages messages that may wait, 1 or more
   * @param maxBytes bytes that may wait; a single message may be larger
   * @param budget of all queues; a queue of a few bytes may exceed it, so that a client that reads
   *     is not affected by those that do not
   */
  public OutboundQueue(int maxMessages, int maxBytes, MemoryBudget budget) {
    this.maxMessages = maxMessages;
    this.maxBytes = maxBytes;
    this.budget = budget;
  }

  /** Returns whether no message waits. */
  public boolean isEmpty() {
    return entries == null;
  }

  /** Returns the bytes that wait. */
  public int bytes() {
    return bytes;
  }

  /** Returns the number of messages that wait. */
  public int size() {
    return entries == null ? 0 : entries.size();
  }

  /**
   * Offers a message for a client that cannot be written to.
   *
   * @param frames taken over
   * @param key of {@link SendMode#LATEST}, else ignored
   */
  public Outcome offer(ByteBuf frames, SendMode mode, @Nullable String key) {
    if (mode == SendMode.VOLATILE) {
      frames.release();
      return Outcome.DROPPED;
    }
    int size = frames.readableBytes();
    if (!reserve(size)) {
      frames.release();
      return Outcome.FULL;
    }
    Entry older = mode == SendMode.LATEST && byKey != null ? byKey.get(key) : null;
    if (older != null) {
      int dropped = older.frames.readableBytes();
      bytes += size - dropped;
      budget.release(dropped);
      older.frames.release();
      older.frames = frames;
      return Outcome.DROPPED;
    }
    ArrayDeque<Entry> queue = entries;
    if (queue == null) {
      queue = new ArrayDeque<>(4);
      entries = queue;
    } else if (queue.size() >= maxMessages || bytes + size > maxBytes) {
      budget.release(size);
      frames.release();
      return Outcome.FULL;
    }
    Entry entry = new Entry(frames, mode == SendMode.LATEST ? key : null);
    queue.add(entry);
    bytes += size;
    if (entry.key != null) {
      if (byKey == null) {
        byKey = new HashMap<>();
      }
      byKey.put(entry.key, entry);
    }
    return Outcome.QUEUED;
  }

  /** Takes bytes from the budget, and from beyond it if this queue is small. */
  private boolean reserve(int size) {
    if (budget.reserve(size)) {
      return true;
    }
    if (bytes + size > SMALL) {
      return false;
    }
    budget.exceed(size);
    return true;
  }

  /**
   * Removes the oldest message and returns it; the caller owns it.
   *
   * @throws NoSuchElementException if no message waits
   */
  public ByteBuf remove() {
    ArrayDeque<Entry> queue = entries;
    if (queue == null) {
      throw new NoSuchElementException("the queue is empty");
    }
    Entry entry = queue.remove();
    int size = entry.frames.readableBytes();
    bytes -= size;
    budget.release(size);
    if (entry.key != null && byKey != null) {
      byKey.remove(entry.key);
    }
    if (queue.isEmpty()) {
      entries = null;
      byKey = null;
    }
    return entry.frames;
  }

  /** Releases all messages. */
  public void clear() {
    while (!isEmpty()) {
      remove().release();
    }
  }
}
