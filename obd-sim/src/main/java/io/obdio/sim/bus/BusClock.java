package io.obdio.sim.bus;

/**
 * The pending events of a vehicle bus: frames in their order, and answers that ECUs are about to
 * send. Reports when none is left.
 */
public final class BusClock {

  private final Timeline time;
  private Runnable onIdle = () -> {};
  private long freeAt;
  private int pending;

  public BusClock(Timeline time) {
    this.time = time;
  }

  public long now() {
    return time.now();
  }

  /** Sets the listener that is called after the last pending event. */
  public void onIdle(Runnable listener) {
    onIdle = listener;
  }

  public boolean idle() {
    return pending == 0;
  }

  /** Schedules an action that counts as pending until it has run. */
  public void after(long nanos, Runnable action) {
    pending++;
    time.after(
        nanos,
        () -> {
          action.run();
          if (--pending == 0) {
            onIdle.run();
          }
        });
  }

  /** Schedules an action that does not count as pending. */
  public Timeline.Event background(long nanos, Runnable action) {
    return time.after(nanos, action);
  }

  /** Occupies the bus for a time, as soon as it is free, and runs an action afterwards. */
  public void occupy(long nanos, Runnable afterwards) {
    freeAt = Math.max(freeAt, time.now()) + nanos;
    after(freeAt - time.now(), afterwards);
  }
}
