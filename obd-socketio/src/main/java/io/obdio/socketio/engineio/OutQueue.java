package io.obdio.socketio.engineio;

import io.netty.buffer.ByteBuf;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * What waits for a client, bounded in number and bytes. Owns the buffers in it; pure, for one
 * thread. Empty it holds no arrays: thousands of sessions have one.
 */
final class OutQueue {

  /** What became of an offer. */
  enum Outcome {
    QUEUED,
    /** Dropped, the offered or an older one. */
    DROPPED,
    /** Does not fit; released. */
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

  OutQueue(int maxMessages, int maxBytes) {
    this.maxMessages = maxMessages;
    this.maxBytes = maxBytes;
  }

  boolean isEmpty() {
    return entries == null;
  }

  int bytes() {
    return bytes;
  }

  int size() {
    return entries == null ? 0 : entries.size();
  }

  Outcome offer(ByteBuf frames, SendMode mode, @Nullable String key) {
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

  /** The oldest; the caller owns it. */
  ByteBuf remove() {
    ArrayDeque<Entry> queue = entries;
    if (queue == null) {
      throw new NoSuchElementException("nothing waits");
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

  void clear() {
    while (!isEmpty()) {
      remove().release();
    }
  }
}
