package io.obdio.socketio.netty;

import java.util.concurrent.atomic.AtomicLong;

/**
 * The bytes that all sessions of a server may hold together, for incomplete input, queues,
 * handshakes and events that are kept for recovery. Safe for use by any thread.
 */
public final class MemoryBudget {
  private final long max;
  private final AtomicLong used = new AtomicLong();

  /**
   * Creates a budget of which nothing is used.
   *
   * @param max bytes
   */
  public MemoryBudget(long max) {
    this.max = max;
  }

  /**
   * Reserves bytes.
   *
   * @return whether they were available; else nothing is reserved
   */
  public boolean reserve(long bytes) {
    if (used.addAndGet(bytes) <= max) {
      return true;
    }
    used.addAndGet(-bytes);
    return false;
  }

  /** Returns reserved bytes to the budget. */
  public void release(long bytes) {
    used.addAndGet(-bytes);
  }

  /** Returns the bytes in use. */
  public long used() {
    return used.get();
  }
}
