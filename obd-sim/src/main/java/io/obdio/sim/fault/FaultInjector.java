package io.obdio.sim.fault;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The active and the scheduled faults of one adapter. Time is the simulation's, in nanoseconds
 * since its start; the caller passes it.
 *
 * <p>Threads: any thread may call any method. The lock guards the list; {@code quiet} spares the
 * adapter the lock while there is no fault.
 */
public final class FaultInjector {

  private static final long INDEFINITE = Long.MAX_VALUE;
  private static final int MAX_FAULTS = 10_000;

  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
  private volatile boolean quiet = true;

  @GuardedBy("this")
  private final List<Entry> entries = new ArrayList<>();

  @GuardedBy("this")
  private final SplittableRandom random;

  /** The greatest time that was passed to a query. */
  @GuardedBy("this")
  private long latest;

  /** Creates an injector without faults and with a fixed seed. */
  public FaultInjector() {
    this(1);
  }

  /**
   * Creates an injector without faults.
   *
   * @param seed the seed for random content, such as garbage
   */
  public FaultInjector(long seed) {
    random = new SplittableRandom(seed);
  }

  /** Activates a fault until it is cleared. */
  public void inject(Fault fault) {
    add(new Entry(fault, Entry.UNSET, INDEFINITE));
  }

  /** Activates a fault for a time. */
  public void inject(Fault fault, Duration length) {
    add(new Entry(fault, Entry.UNSET, length.toNanos()));
  }

  /**
   * Schedules a fault.
   *
   * @param begin time since the simulation's start
   * @param length how long it is active; negative for indefinitely
   */
  public void schedule(Fault fault, Duration begin, Duration length) {
    add(new Entry(fault, begin.toNanos(), length.isNegative() ? INDEFINITE : length.toNanos()));
  }

  private void add(Entry entry) {
    synchronized (this) {
      if (entries.size() >= MAX_FAULTS) {
        throw new IllegalStateException("more than " + MAX_FAULTS + " faults are scheduled");
      }
      entries.add(entry);
      quiet = false;
    }
    notifyListeners();
  }

  /** Removes all faults, the scheduled ones too. */
  public void clear() {
    remove(entry -> true);
  }

  /** Removes the faults of one type, the scheduled ones too. */
  public void clear(Class<? extends Fault> type) {
    remove(entry -> type.isInstance(entry.fault));
  }

  private void remove(Predicate<Entry> which) {
    synchronized (this) {
      entries.removeIf(which);
      quiet = entries.isEmpty();
    }
    notifyListeners();
  }

  /**
   * Adds a listener. It is called after faults were added or removed, by the thread that did so,
   * and must return at once.
   */
  public void addListener(Runnable listener) {
    listeners.add(listener);
  }

  /** Removes a listener. */
  public void removeListener(Runnable listener) {
    listeners.remove(listener);
  }

  private void notifyListeners() {
    listeners.forEach(Runnable::run);
  }

  /** Returns the fault of a type that is active at {@code now}, the oldest if there are several. */
  public <F extends Fault> @Nullable F active(Class<F> type, long now) {
    if (quiet) {
      return null;
    }
    synchronized (this) {
      latest = Math.max(latest, now);
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

  /** Returns all faults of a type that are active at {@code now}. */
  public <F extends Fault> List<F> allActive(Class<F> type, long now) {
    if (quiet) {
      return List.of();
    }
    List<F> found = new ArrayList<>();
    synchronized (this) {
      latest = Math.max(latest, now);
      for (Entry entry : entries) {
        entry.settle(now);
        if (entry.activeAt(now) && type.isInstance(entry.fault)) {
          found.add(type.cast(entry.fault));
        }
      }
    }
    return found;
  }

  /**
   * Returns the faults that were active at the adapter's last query, and those injected since. For
   * displays; the adapter queries by time.
   */
  public synchronized List<Fault> active() {
    long now = latest;
    return entries.stream()
        .filter(e -> e.begin == Entry.UNSET || e.activeAt(now))
        .map(e -> e.fault)
        .toList();
  }

  /** Returns the fault as {@link #active(Class, long)} does and removes it: it happens once. */
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

  /** Returns whether there is no fault at all, neither active nor scheduled. */
  public boolean isQuiet() {
    return quiet;
  }

  /**
   * Returns the time of the next begin or end of a fault after {@code now}; {@link Long#MAX_VALUE}
   * if there is none.
   */
  public long nextChange(long now) {
    if (quiet) {
      return Long.MAX_VALUE;
    }
    long next = Long.MAX_VALUE;
    synchronized (this) {
      for (Entry entry : entries) {
        entry.settle(now);
        if (entry.begin > now) {
          next = Math.min(next, entry.begin);
        } else if (entry.length != INDEFINITE && entry.begin + entry.length > now) {
          next = Math.min(next, entry.begin + entry.length);
        }
      }
    }
    return next;
  }

  /** Returns {@code count} random bytes that are neither a prompt nor an end of line. */
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

    /** Begin of a fault that was injected and not yet queried. */
    static final long UNSET = -1;

    final Fault fault;
    final long length;
    long begin;

    Entry(Fault fault, long begin, long length) {
      this.fault = fault;
      this.begin = begin;
      this.length = length;
    }

    /** Lets an injected fault begin at the first query. */
    void settle(long now) {
      if (begin == UNSET) {
        begin = now;
      }
    }

    boolean activeAt(long now) {
      return begin <= now && !ended(now);
    }

    boolean ended(long now) {
      return length != INDEFINITE && now >= begin && now - begin >= length;
    }
  }
}
