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

  private final int maxMessages;
  private final int maxBytes;
  private @Nullable ArrayDeque<Entry> entries;
  private @Nullable Map<String, Entry> byKey;
  private int bytes;

  /**
   * Creates an empty queue.
   *
   * @param maxMessages messages that may wait, 1 or more
   * @param maxBytes bytes that may wait; a single message may be larger
   */
  public OutboundQueue(int maxMessages, int maxBytes) {
    this.maxMessages = maxMessages;
    this.maxBytes = maxBytes;
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
    Entry older = mode == SendMode.LATEST && byKey != null ? byKey.get(key) : null;
    if (older != null) {
      bytes += size - older.frames.readableBytes();
      older.frames.release();
      older.frames = frames;
      return Outcome.DROPPED;
    }
    ArrayDeque<Entry> queue = entries;
    if (queue == null) {
      queue = new ArrayDeque<>(4);
      entries = queue;
    } else if (queue.size() >= maxMessages || bytes + size > maxBytes) {
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
    bytes -= entry.frames.readableBytes();
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
