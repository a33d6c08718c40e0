package io.obdio.socketio.netty;

/**
 * A hashed timer wheel: adding and cancelling a timer links and unlinks a list entry. Pure: time is
 * a parameter of {@link #advance}. For one thread.
 */
public final class TimerWheel {
  private static final int SLOTS = 512;

  private final Timer[] slots = new Timer[SLOTS];
  private final long tickMillis;
  private long lastTick;
  private int size;

  /**
   * Creates an empty wheel.
   *
   * @param tickMillis resolution of the timers in ms, 1 or more
   * @param nowMillis the time now
   */
  public TimerWheel(long tickMillis, long nowMillis) {
    this.tickMillis = tickMillis;
    this.lastTick = nowMillis / tickMillis;
    for (int i = 0; i < SLOTS; i++) {
      slots[i] = new Timer(this, Long.MAX_VALUE, () -> {});
    }
  }

  /** Returns the number of timers run. */
  public int size() {
    return size;
  }

  /** Returns the resolution of the timers, in ms. */
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

  /** Runs the timers that are due. */
  public void advance(long nowMillis) {
    long now = nowMillis / tickMillis;
    if (now - lastTick > SLOTS) {
      lastTick = now - SLOTS; // one round visits every slot, older ticks too
    }
    while (lastTick < now) {
      lastTick++;
      Timer slot = slots[(int) (lastTick % SLOTS)];
      for (Timer t = slot.next; t != slot; ) {
        Timer next = t.next;
        if (t.tick <= lastTick) {
          t.unlink();
          size--;
          // The task may have linked or unlinked the neighbour: restart from the head.
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

    /** Cancels the timer; has no effect after it ran or was cancelled. */
    public void cancel() {
      if (next != this) {
        unlink();
        wheel.size--;
      }
    }
  }
}
