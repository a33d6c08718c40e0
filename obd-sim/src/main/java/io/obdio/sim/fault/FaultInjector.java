package io.obdio.sim.fault;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * The faults that are active, and when others begin and end. Time is the simulation's, in
 * nanoseconds since its start, and is told by whoever asks.
 *
 * <p>Threads: any thread injects and clears; the emulated adapter's thread asks. This object's lock
 * guards the list; {@code quiet} lets the adapter skip the lock while there is no fault at all.
 */
public final class FaultInjector {

  private static final long FOREVER = Long.MAX_VALUE;
  private static final int MOST = 10_000;

  private final List<Entry> entries = new ArrayList<>();
  private final SplittableRandom random;
  private volatile boolean quiet = true;
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

  /** Without faults, with a fixed seed. */
  public FaultInjector() {
    this(1);
  }

  /**
   * Without faults.
   *
   * @param seed of what is random in them, such as garbage
   */
  public FaultInjector(long seed) {
    random = new SplittableRandom(seed);
  }

  /** Active from now on until cleared. */
  public void inject(Fault fault) {
    add(new Entry(fault, -1, FOREVER));
  }

  /** Active from now on for so long. */
  public void inject(Fault fault, Duration length) {
    add(new Entry(fault, -1, length.toNanos()));
  }

  /**
   * Active at a time to come.
   *
   * @param begin since the simulation's start
   * @param length how long; a negative length means for ever
   */
  public void schedule(Fault fault, Duration begin, Duration length) {
    add(new Entry(fault, begin.toNanos(), length.isNegative() ? FOREVER : length.toNanos()));
  }

  private void add(Entry entry) {
    synchronized (this) {
      if (entries.size() >= MOST) {
        throw new IllegalStateException("more than " + MOST + " faults are waiting");
      }
      entries.add(entry);
      quiet = false;
    }
    changed();
  }

  /** Ends and forgets all faults. */
  public void clear() {
    synchronized (this) {
      entries.clear();
      quiet = true;
    }
    changed();
  }

  /** Ends and forgets the faults of one type. */
  public void clear(Class<? extends Fault> type) {
    synchronized (this) {
      entries.removeIf(e -> type.isInstance(e.fault));
      quiet = entries.isEmpty();
    }
    changed();
  }

  /** {@code listener} is called by the thread that changed something, after the change. */
  public void addListener(Runnable listener) {
    listeners.add(listener);
  }

  /** It is called no more. */
  public void removeListener(Runnable listener) {
    listeners.remove(listener);
  }

  private void changed() {
    listeners.forEach(Runnable::run);
  }

  /** The fault of that type which is active at {@code now}, the oldest if there are several. */
  public <F extends Fault> @Nullable F active(Class<F> type, long now) {
    if (quiet) {
      return null;
    }
    synchronized (this) {
      for (Iterator<Entry> i = entries.iterator(); i.hasNext(); ) {
        Entry entry = i.next();
        entry.settle(now);
        if (entry.ended(now)) {
          i.remove();
        } else if (entry.begin <= now && type.isInstance(entry.fault)) {
          return type.cast(entry.fault);
        }
      }
      quiet = entries.isEmpty();
      return null;
    }
  }

  /** All faults of that type which are active at {@code now}. */
  public <F extends Fault> List<F> allActive(Class<F> type, long now) {
    if (quiet) {
      return List.of();
    }
    List<F> found = new ArrayList<>();
    synchronized (this) {
      for (Entry entry : entries) {
        entry.settle(now);
        if (!entry.ended(now) && entry.begin <= now && type.isInstance(entry.fault)) {
          found.add(type.cast(entry.fault));
        }
      }
    }
    return found;
  }

  /** As {@link #active}, and forgets it: for faults that happen once. */
  public <F extends Fault> @Nullable F take(Class<F> type, long now) {
    F fault = active(type, now);
    if (fault != null) {
      synchronized (this) {
        for (int i = 0; i < entries.size(); i++) {
          if (entries.get(i).fault == fault) {
            entries.remove(i);
            break;
          }
        }
        quiet = entries.isEmpty();
      }
    }
    return fault;
  }

  /** True if there is no fault at all, now or later. */
  public boolean isQuiet() {
    return quiet;
  }

  /** When the next fault begins or ends after {@code now}; {@link Long#MAX_VALUE} for never. */
  public long nextChange(long now) {
    if (quiet) {
      return FOREVER;
    }
    long next = FOREVER;
    synchronized (this) {
      for (Entry entry : entries) {
        entry.settle(now);
        if (entry.begin > now) {
          next = Math.min(next, entry.begin);
        } else if (entry.length != FOREVER && entry.begin + entry.length > now) {
          next = Math.min(next, entry.begin + entry.length);
        }
      }
    }
    return next;
  }

  /** {@code count} random bytes that can't be taken for a prompt or an end of line. */
  public byte[] garbage(int count) {
    byte[] bytes = new byte[count];
    synchronized (this) {
      for (int i = 0; i < count; i++) {
        int b = random.nextInt(1, 256);
        bytes[i] = (byte) (b == '>' || b == '\r' || b == '\n' ? 0xFC : b);
      }
    }
    return bytes;
  }

  private static final class Entry {
    final Fault fault;
    final long length;
    long begin;

    Entry(Fault fault, long begin, long length) {
      this.fault = fault;
      this.begin = begin;
      this.length = length;
    }

    /** A fault injected without a time begins when it is first seen. */
    void settle(long now) {
      if (begin < 0) {
        begin = now;
      }
    }

    boolean ended(long now) {
      return length != FOREVER && now >= begin && now - begin >= length;
    }
  }
}
