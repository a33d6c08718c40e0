package io.obdio.socketio.devices;

import io.obdio.core.util.DaemonThreads;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The sender of changes of devices to the sessions, in ticks of {@value #TICK_MILLIS} ms at least.
 * All states of devices are changed on its thread, which exists while there is work.
 *
 * <p>Threads: {@link #execute} and {@link #close} may be called by any thread; all else runs on the
 * feed's thread.
 */
final class DeviceFeed implements AutoCloseable {

  static final long TICK_MILLIS = 20;

  private static final Logger LOG = LoggerFactory.getLogger(DeviceFeed.class);
  private static final long TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(TICK_MILLIS);
  private static final int MAX_TASKS = 10_000;

  private final DeviceFrames frames;
  private final ScheduledThreadPoolExecutor thread;
  private final Map<DeviceFilter, DeviceGroup> groups = new HashMap<>();
  private final List<Consumer<List<Device>>> listeners = new CopyOnWriteArrayList<>();
  private final Set<Device> forListeners = new HashSet<>();
  private long nextFlush = Long.MAX_VALUE;
  private long lastFlush;

  DeviceFeed(DeviceFrames frames) {
    this.frames = frames;
    this.lastFlush = System.nanoTime() - TICK_NANOS;
    thread = new ScheduledThreadPoolExecutor(1, DaemonThreads.factory("obdio-devices"));
    thread.setKeepAliveTime(30, TimeUnit.SECONDS);
    thread.allowCoreThreadTimeOut(true);
    thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    thread.setRemoveOnCancelPolicy(true);
  }

  /**
   * Runs a task on the feed's thread.
   *
   * @return false if the feed is closed or overloaded; then the task does not run
   */
  boolean execute(Runnable task) {
    if (thread.getQueue().size() > MAX_TASKS) {
      return false;
    }
    try {
      thread.execute(guarded(task));
      return true;
    } catch (RejectedExecutionException e) {
      return false;
    }
  }

  /** Runs a task of the server itself, which an overload does not refuse, on the feed's thread. */
  void executeAlways(Runnable task) {
    try {
      thread.execute(guarded(task));
    } catch (RejectedExecutionException e) {
      LOG.debug("the feed of devices is closed");
    }
  }

  /** Runs a task on the feed's thread after a delay. */
  void schedule(long delayMillis, Runnable task) {
    try {
      var unused = thread.schedule(guarded(task), delayMillis, TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      LOG.debug("the feed of devices is closed");
    }
  }

  private static Runnable guarded(Runnable task) {
    return () -> {
      try {
        task.run();
      } catch (RuntimeException e) {
        LOG.warn("A task of the devices failed", e);
      }
    };
  }

  /** Adds a listener for all changes, at most one call a tick. */
  void addListener(Consumer<List<Device>> listener) {
    listeners.add(listener);
  }

  /** Adds a session to the group of its filter. */
  void add(DeviceSession session) {
    groups.computeIfAbsent(session.filter(), DeviceGroup::new).add(session);
  }

  /** Removes a session from the group of its filter. */
  void remove(DeviceSession session) {
    DeviceGroup group = groups.get(session.filter());
    if (group != null) {
      group.remove(session);
      if (group.isEmpty()) {
        groups.remove(session.filter());
      }
    }
  }

  /** Returns the number of different filters; each costs one encoding a tick. */
  int groups() {
    return groups.size();
  }

  /** Writes a device again and, if that changed it, sends it. */
  boolean refresh(Device device) {
    boolean changed = device.refresh();
    if (changed) {
      changed(device);
    }
    return changed;
  }

  private void changed(Device device) {
    boolean needed = false;
    for (DeviceGroup group : groups.values()) {
      needed |= group.changed(device);
    }
    if (!listeners.isEmpty()) {
      needed |= forListeners.add(device);
    }
    if (needed) {
      long now = System.nanoTime();
      flushAt(Math.max(now, lastFlush + TICK_NANOS), now);
    }
  }

  /** Forgets devices that left the table. */
  void retain(Set<Device> devices) {
    groups.values().forEach(group -> group.retain(devices));
    forListeners.retainAll(devices);
  }

  private void flushAt(long time, long now) {
    if (nextFlush == Long.MAX_VALUE || time - nextFlush < 0) {
      nextFlush = time;
      long due = time;
      try {
        var unused =
            thread.schedule(
                guarded(() -> flushIfDue(due)), Math.max(0, time - now), TimeUnit.NANOSECONDS);
      } catch (RejectedExecutionException e) {
        LOG.debug("the feed of devices is closed");
      }
    }
  }

  private void flushIfDue(long due) {
    if (due != nextFlush) {
      return; // an earlier flush was scheduled meanwhile
    }
    long now = System.nanoTime();
    nextFlush = Long.MAX_VALUE;
    lastFlush = now;
    long wait = Long.MAX_VALUE;
    for (DeviceGroup group : groups.values()) {
      wait = Math.min(wait, group.flush(now, frames));
    }
    if (!forListeners.isEmpty()) {
      List<Device> all = new ArrayList<>(forListeners);
      forListeners.clear();
      listeners.forEach(listener -> listener.accept(all));
    }
    if (wait != Long.MAX_VALUE) {
      flushAt(now + Math.max(wait, TICK_NANOS), now);
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
