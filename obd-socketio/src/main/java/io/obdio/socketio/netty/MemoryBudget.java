package io.obdio.socketio.netty;

import java.util.concurrent.atomic.AtomicLong;

/**
 * The bytes that all sessions of a server may hold together. Half of them is for what is kept as
 * long as a session lasts, or longer: handshakes, and events for recovery. The other half is for
 * what passes: incomplete input and queues. Safe for use by any thread.
 */
public final class MemoryBudget {
  private final long half;
  private final AtomicLong kept = new AtomicLong();
  private final AtomicLong passing = new AtomicLong();

  /**
   * Creates a budget of which nothing is used.
   *
   * @param max bytes
   */
  public MemoryBudget(long max) {
    this.half = max / 2;
  }

  /**
   * Reserves bytes for incomplete input or a queue.
   *
   * @return whether they were available; else nothing is reserved
   */
  public boolean reserve(long bytes) {
    return reserve(passing, bytes);
  }

  /**
   * Reserves bytes that are kept.
   *
   * @return whether they were available; else nothing is reserved
   */
  public boolean reserveKept(long bytes) {
    return reserve(kept, bytes);
  }

  private boolean reserve(AtomicLong used, long bytes) {
    if (used.addAndGet(bytes) <= half) {
      return true;
    }
    used.addAndGet(-bytes);
    return false;
  }

  /** Reserves bytes for a queue even if they are not available. */
  public void exceed(long bytes) {
    passing.addAndGet(bytes);
  }

  /** Returns bytes that {@link #reserve} or {@link #exceed} reserved. */
  public void release(long bytes) {
    passing.addAndGet(-bytes);
  }

  /** Returns bytes that {@link #reserveKept} reserved. */
  public void releaseKept(long bytes) {
    kept.addAndGet(-bytes);
  }

  /** Returns the bytes in use. */
  public long used() {
    return kept.get() + passing.get();
  }
}
