package io.obdio.socketio.devices;

import io.netty.buffer.ByteBuf;
import io.obdio.socketio.netty.Loop;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;

/**
 * The sessions with one filter. They receive the same bytes. Belongs to the thread of the {@link
 * DeviceFeed}.
 */
final class DeviceGroup {

  private final DeviceFilter filter;
  private final long intervalNanos;
  private final Map<Loop, Set<DeviceSession>> sessions = new HashMap<>();
  private final Set<Device> changed = new LinkedHashSet<>();
  private final Map<Device, Long> lastSent = new HashMap<>();

  DeviceGroup(DeviceFilter filter) {
    this.filter = filter;
    this.intervalNanos = (long) (1e9 / filter.maxRateHz());
  }

  void add(DeviceSession session) {
    sessions.computeIfAbsent(session.loop(), loop -> new LinkedHashSet<>()).add(session);
  }

  void remove(DeviceSession session) {
    Set<DeviceSession> own = sessions.get(session.loop());
    if (own != null && own.remove(session) && own.isEmpty()) {
      sessions.remove(session.loop());
    }
  }

  boolean isEmpty() {
    return sessions.isEmpty();
  }

  DeviceFilter filter() {
    return filter;
  }

  /** Marks a device; returns whether the sessions receive it. */
  boolean changed(Device device) {
    return filter.passes(device) && changed.add(device);
  }

  /** Forgets devices that are no longer in the table. */
  void retain(Set<Device> devices) {
    changed.retainAll(devices);
    lastSent.keySet().retainAll(devices);
  }

  /**
   * Sends the changed devices whose interval has passed.
   *
   * @return nanoseconds until the next device is due; {@link Long#MAX_VALUE} if none is pending
   */
  long flush(long now, DeviceFrames frames) {
    List<Device> due = new ArrayList<>();
    long next = Long.MAX_VALUE;
    for (Iterator<Device> pending = changed.iterator(); pending.hasNext(); ) {
      Device device = pending.next();
      Long last = lastSent.get(device);
      long wait = last == null ? 0 : last + intervalNanos - now;
      if (wait <= 0) {
        due.add(device);
        pending.remove();
        lastSent.put(device, now);
      } else {
        next = Math.min(next, wait);
      }
    }
    if (!due.isEmpty()) {
      deliver(due, frames);
    }
    return next;
  }

  private void deliver(List<Device> due, DeviceFrames frames) {
    ByteBuf encoded = frames.changes(due);
    try {
      sessions.forEach((loop, own) -> deliver(loop, List.copyOf(own), encoded.retain(), due));
    } finally {
      encoded.release();
    }
  }

  /** Delivers by one task per loop, so that a thousand sessions wake it once. */
  private static void deliver(
      Loop loop, List<DeviceSession> sessions, ByteBuf encoded, List<Device> devices) {
    try {
      loop.eventLoop()
          .execute(
              () -> {
                try {
                  sessions.forEach(session -> session.deliver(encoded, devices));
                } finally {
                  encoded.release();
                }
              });
    } catch (RejectedExecutionException e) {
      encoded.release(); // the server is closed
    }
  }
}
