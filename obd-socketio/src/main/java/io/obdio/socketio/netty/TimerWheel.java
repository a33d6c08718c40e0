package io.obdio.socketio.netty;

/**
 * Many timers at little cost: adding and cancelling is a link in a list. Pure: time is told by
 * {@link #advance}. Belongs to one thread.
 */
public final class TimerWheel {
  private static final int SLOTS = 512;

  private final Timer[] slots = new Timer[SLOTS];
  private final long tickMillis;
  private long lastTick;
  private int size;

  /**
   * An empty wheel.
   *
   * @param tickMillis how exact timers are, in ms, 1 or more
   * @param nowMillis the time now
   */
  public TimerWheel(long tickMillis, long nowMillis) {
    this.tickMillis = tickMillis;
    this.lastTick = nowMillis / tickMillis;
    for (int i = 0; i < SLOTS; i++) {
      slots[i] = new Timer(this, Long.MAX_VALUE, () -> {});
    }
  }

  /** How many timers run. */
  public int size() {
    return size;
  }

  /** How exact timers are, in ms. */
  public long tickMillis() {
    return tickMillis;
  }

  /**
   * Starts a timer.
   *
   * @param deadlineMillis when it is due; runs at the first tick at or after it
   * @param task runs in {@link #advance}; must not throw
   */
  public Timer add(long deadlineMillis, Runnable task) {
    long tick = Math.max((deadlineMillis + tickMillis - 1) / tickMillis, lastTick + 1);
    Timer timer = new Timer(this, tick, task);
    timer.linkBefore(slots[(int) (tick % SLOTS)]);
    size++;
    return timer;
  }

  /** Runs what is due. */
  public void advance(long nowMillis) {
    long now = nowMillis / tickMillis;
    if (now - lastTick > SLOTS) {
      lastTick = now - SLOTS; // a round visits every slot: older ticks need no visit of their own
    }
    while (lastTick < now) {
      lastTick++;
      Timer slot = slots[(int) (lastTick % SLOTS)];
      for (Timer t = slot.next; t != slot; ) {
        Timer next = t.next;
        if (t.tick <= lastTick) {
          t.unlink();
          size--;
          // What a task links or unlinks may be our neighbour: start over from the ring's head.
          t.task.run();
          next = slot.next;
        }
        t = next;
      }
    }
  }

  /** A running timer. */
  public static final class Timer {
    private final TimerWheel wheel;
    private final long tick;
    private final Runnable task;
    private Timer next = this;
    private Timer previous = this;

    private Timer(TimerWheel wheel, long tick, Runnable task) {
      this.wheel = wheel;
      this.tick = tick;
      this.task = task;
    }

    private void linkBefore(Timer head) {
      previous = head.previous;
      next = head;
      previous.next = this;
      head.previous = this;
    }

    private void unlink() {
      previous.next = next;
      next.previous = previous;
      next = this;
      previous = this;
    }

    /** Stops it; does nothing when it ran or was stopped. */
    public void cancel() {
      if (next != this) {
        unlink();
        wheel.size--;
      }
    }
  }
}
