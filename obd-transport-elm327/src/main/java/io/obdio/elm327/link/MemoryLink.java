package io.obdio.elm327.link;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * One of two connected links in memory: what one writes, the other reads.
 *
 * <p>Each direction holds at most {@value #CAPACITY} bytes; a writer waits for room up to {@value
 * #WRITE_SECONDS} s and then fails. One lock guards both directions. After one end is closed, the
 * other can read what remains, and then fails.
 */
public final class MemoryLink implements ByteLink {

  /** The number of bytes that a direction holds. */
  public static final int CAPACITY = 1 << 16;

  /** The time that a writer waits for room, in seconds. */
  public static final int WRITE_SECONDS = 5;

  /** The two ends. */
  public record Pair(MemoryLink near, MemoryLink far) {}

  private static final class Pipe {
    private final byte[] ring = new byte[CAPACITY];
    private int head;
    private int count;
    private boolean closed;
  }

  private final String name;

  @GuardedBy("lock")
  private final Pipe in;

  @GuardedBy("lock")
  private final Pipe out;

  private final ReentrantLock lock;
  private final Condition changed;

  private MemoryLink(String name, Pipe in, Pipe out, ReentrantLock lock, Condition changed) {
    this.name = name;
    this.in = in;
    this.out = out;
    this.lock = lock;
    this.changed = changed;
  }

  /** Creates two connected links with the same name. */
  public static Pair pair(String name) {
    Pipe there = new Pipe();
    Pipe back = new Pipe();
    ReentrantLock lock = new ReentrantLock();
    Condition changed = lock.newCondition();
    return new Pair(
        new MemoryLink(name, back, there, lock, changed),
        new MemoryLink(name, there, back, lock, changed));
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(WRITE_SECONDS);
    int done = 0;
    lock.lock();
    try {
      while (done < length) {
        if (out.closed) {
          throw new IOException(name + " is closed");
        }
        if (out.count == CAPACITY) {
          await(deadline, "the peer of " + name + " does not read");
          continue;
        }
        int at = (out.head + out.count) % CAPACITY;
        int n = Math.min(length - done, Math.min(CAPACITY - out.count, CAPACITY - at));
        System.arraycopy(bytes, offset + done, out.ring, at, n);
        out.count += n;
        done += n;
        changed.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Waits once; the caller checks its condition in a loop. */
  @SuppressWarnings("WaitNotInLoop")
  private void await(long deadline, String otherwise) throws IOException {
    long left = deadline - System.nanoTime();
    if (left <= 0) {
      throw new IOException(otherwise);
    }
    try {
      changed.awaitNanos(left);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  @Override
  public int read(byte[] target, int offset, int length, long deadlineNanos) throws IOException {
    lock.lock();
    try {
      while (in.count == 0) {
        if (in.closed) {
          throw new IOException(name + " is closed");
        }
        long left = deadlineNanos - System.nanoTime();
        if (left <= 0) {
          return 0;
        }
        await(deadlineNanos, "");
      }
      int n = Math.min(length, Math.min(in.count, CAPACITY - in.head));
      System.arraycopy(in.ring, in.head, target, offset, n);
      in.head = (in.head + n) % CAPACITY;
      in.count -= n;
      changed.signalAll();
      return n;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public int available() throws IOException {
    lock.lock();
    try {
      if (in.count == 0 && in.closed) {
        throw new IOException(name + " is closed");
      }
      return in.count;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    lock.lock();
    try {
      in.closed = true;
      in.count = 0;
      out.closed = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
