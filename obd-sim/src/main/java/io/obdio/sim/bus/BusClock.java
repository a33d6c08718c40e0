package io.obdio.sim.bus;

/**
 * What a vehicle bus has under way: frames one after the other, and ECUs that are about to answer.
 * Tells when nothing more will come by itself.
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

  /** Called whenever the last thing under way is done. */
  public void onIdle(Runnable listener) {
    onIdle = listener;
  }

  public boolean idle() {
    return pending == 0;
  }

  /** Does something later, which counts as under way until then. */
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

  /** Does something later that nobody waits for. */
  public Timeline.Event background(long nanos, Runnable action) {
    return time.after(nanos, action);
  }

  /** Occupies the wire for so long, as soon as it is free, and then does something. */
  public void occupy(long nanos, Runnable afterwards) {
    freeAt = Math.max(freeAt, time.now()) + nanos;
    after(freeAt - time.now(), afterwards);
  }
}
