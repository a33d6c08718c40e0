package io.obdio.sim.elm327.port;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.obdio.core.transport.AdapterPort;
import io.obdio.sim.elm327.Elm327;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The host's end of an emulated adapter in the same process. It has no thread: writing and reading
 * advance the adapter. In real time a read waits as long as the adapter takes; in virtual time it
 * advances the adapter's clock to the next event instead.
 *
 * <p>Threads: any thread may write, read and close; the lock guards the adapter. When the adapter
 * is unplugged the port is closed; open another one when it is back.
 */
public final class ElmPort implements AdapterPort {

  /** Time that opening takes in virtual time, so that repeated attempts advance the clock. */
  private static final long ATTEMPT = 1_000_000L;

  private final boolean virtual;
  private final long origin;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Runnable waker = this::wake;

  @GuardedBy("lock")
  private final Elm327 adapter;

  @GuardedBy("lock")
  private byte[] ready = {};

  @GuardedBy("lock")
  private int taken;

  @GuardedBy("lock")
  private boolean closed;

  private ElmPort(Elm327 adapter, boolean virtual) throws IOException {
    this.adapter = adapter;
    this.virtual = virtual;
    this.origin = virtual ? 0 : adapter.realTimeOrigin(System.nanoTime());
    adapter.advanceTo(virtual ? adapter.now() + ATTEMPT : clock());
    adapter.takeOutput(); // Output without a host is lost.
    if (adapter.unplugged()) {
      throw new IOException("the adapter is unplugged");
    }
    adapter.faults().addListener(waker);
  }

  /**
   * Opens a port in real time.
   *
   * @throws IOException if the adapter is unplugged
   */
  public static ElmPort realTime(Elm327 adapter) throws IOException {
    return new ElmPort(adapter, false);
  }

  /**
   * Opens a port in virtual time, which passes while a read waits for a reply.
   *
   * @throws IOException if the adapter is unplugged
   */
  public static ElmPort virtualTime(Elm327 adapter) throws IOException {
    return new ElmPort(adapter, true);
  }

  private void wake() {
    lock.lock();
    try {
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public String name() {
    return "sim:";
  }

  /** Returns the nanoseconds since the start of the simulation. */
  public long now() {
    lock.lock();
    try {
      return clock();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public long nanoTime() {
    return now();
  }

  @GuardedBy("lock")
  private long clock() {
    return virtual ? adapter.now() : System.nanoTime() - origin;
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, bytes.length);
    lock.lock();
    try {
      move(clock());
      if (closed) {
        throw new IOException("the port is closed");
      }
      adapter.receive(bytes, offset, length);
      move(clock());
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public int read(byte[] target, int offset, int length, Duration timeout) throws IOException {
    Objects.checkFromIndexSize(offset, length, target.length);
    lock.lock();
    try {
      long deadline = clock() + Math.min(timeout.toNanos(), Long.MAX_VALUE / 4);
      while (true) {
        move(Math.min(clock(), Math.max(deadline, adapter.now())));
        if (ready.length > taken) {
          int count = Math.min(length, ready.length - taken);
          System.arraycopy(ready, taken, target, offset, count);
          taken += count;
          return count;
        }
        if (closed) {
          return -1;
        }
        if (clock() >= deadline) {
          return 0;
        }
        long until = Math.min(deadline, adapter.nextEvent());
        if (virtual) {
          adapter.advanceTo(until);
        } else {
          changed.await(Math.max(1, until - clock()), TimeUnit.NANOSECONDS);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } finally {
      lock.unlock();
    }
  }

  /** Advances the adapter to a time and collects its output. */
  @GuardedBy("lock")
  private void move(long until) {
    if (closed) {
      return;
    }
    adapter.advanceTo(until);
    if (ready.length == taken && adapter.hasOutput()) {
      ready = adapter.takeOutput();
      taken = 0;
    }
    if (adapter.unplugged() || adapter.takeLinkDrop()) {
      closed = true;
    }
  }

  /** Sets the host's baud rate. Bytes are garbled unless it is the adapter's rate. */
  public void setHostBaud(int baud) {
    lock.lock();
    try {
      adapter.setHostBaud(baud);
    } finally {
      lock.unlock();
    }
  }

  /** Returns a stream that reads as {@link #read} does, with a time-out of one hour. */
  public InputStream inputStream() {
    return new InputStream() {
      @Override
      public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
      }

      @Override
      public int read(byte[] target, int offset, int length) throws IOException {
        int count = ElmPort.this.read(target, offset, length, Duration.ofHours(1));
        if (count == 0 && length > 0) {
          throw new IOException("no data from the adapter for one hour");
        }
        return count;
      }
    };
  }

  /** Returns a stream that writes as {@link #write} does. */
  public OutputStream outputStream() {
    return new OutputStream() {
      @Override
      public void write(int b) throws IOException {
        ElmPort.this.write(new byte[] {(byte) b}, 0, 1);
      }

      @Override
      public void write(byte[] bytes, int offset, int length) throws IOException {
        ElmPort.this.write(bytes, offset, length);
      }
    };
  }

  /** Closes the port and leaves the adapter as it is. Blocked reads return -1. */
  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      adapter.faults().removeListener(waker);
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
