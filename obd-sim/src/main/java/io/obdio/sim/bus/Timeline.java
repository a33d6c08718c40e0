package io.obdio.sim.bus;

import java.util.PriorityQueue;

/**
 * Virtual time in nanoseconds with scheduled events. Events at the same time run in the order in
 * which they were scheduled.
 */
public final class Timeline {

  private final PriorityQueue<Event> events = new PriorityQueue<>();
  private long now;
  private long sequence;

  /** Creates a timeline that starts at a time, in nanoseconds. */
  public Timeline(long start) {
    now = start;
  }

  public long now() {
    return now;
  }

  /** Schedules {@code action} at {@code delay} nanoseconds from now. */
  public Event after(long delay, Runnable action) {
    Event event = new Event(now + Math.max(0, delay), sequence++, action);
    events.add(event);
    return event;
  }

  /**
   * Advances the time and runs the events that are due. Earlier times are treated as the current
   * time.
   */
  public void advanceTo(long time) {
    for (Event e = events.peek(); e != null && e.time <= time; e = events.peek()) {
      events.remove();
      now = Math.max(now, e.time);
      if (!e.cancelled) {
        e.action.run();
      }
    }
    now = Math.max(now, time);
  }

  /** Returns the time of the next event; {@link Long#MAX_VALUE} if there is none. */
  public long next() {
    for (Event e = events.peek(); e != null && e.cancelled; e = events.peek()) {
      events.remove();
    }
    Event e = events.peek();
    return e == null ? Long.MAX_VALUE : e.time;
  }

  public static final class Event implements Comparable<Event> {
    private final long time;
    private final long order;
    private final Runnable action;
    private boolean cancelled;

    private Event(long time, long order, Runnable action) {
      this.time = time;
      this.order = order;
      this.action = action;
    }

    public void cancel() {
      cancelled = true;
    }

    @Override
    public int compareTo(Event other) {
      int byTime = Long.compare(time, other.time);
      return byTime != 0 ? byTime : Long.compare(order, other.order);
    }

    @Override
    public boolean equals(Object other) {
      return this == other;
    }

    @Override
    public int hashCode() {
      return Long.hashCode(order);
    }
  }
}
