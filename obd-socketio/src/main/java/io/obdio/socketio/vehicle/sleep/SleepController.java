package io.obdio.socketio.vehicle.sleep;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * The execution of the decisions of {@link SleepEngine}: runs the checks that are due and applies
 * the state to the connection. It has no thread and no clock of its own.
 *
 * <p>Threads: all methods may be called by any thread. {@link #step} and {@link #beginRequest} wait
 * for each other and for the vehicle; the other methods do not block.
 */
final class SleepController {

  private final SleepTarget target;
  private final LongSupplier nanoTime;
  private final InstantSource clock;
  private final Consumer<SleepStatus> listener;
  private final Object lock = new Object();

  @GuardedBy("lock")
  private final SleepEngine engine;

  private volatile SleepStatus status;

  /** Held while the connection is used; never acquired while {@link #lock} is held. */
  private final Object work = new Object();

  /** The state that was applied to the connection. */
  @GuardedBy("work")
  private SleepState applied = SleepState.AWAKE;

  /**
   * Creates a controller of a connection that is awake.
   *
   * @param nanoTime a monotonic time in nanoseconds
   * @param clock the time of day
   * @param listener receives each change of the state; must not block
   */
  SleepController(
      SleepTarget target,
      SleepOptions options,
      LongSupplier nanoTime,
      InstantSource clock,
      Consumer<SleepStatus> listener) {
    this.target = target;
    this.nanoTime = nanoTime;
    this.clock = clock;
    this.listener = listener;
    this.engine = new SleepEngine(options, nanoTime.getAsLong());
    this.status = new SleepStatus(engine.state(), engine.reason(), clock.instant(), engine.volts());
  }

  /** Returns the state, as of the last check. */
  SleepStatus status() {
    return status;
  }

  /** Notes a request of a client; returns whether it may be sent to the vehicle. */
  boolean request() {
    synchronized (lock) {
      return engine.request(nanoTime.getAsLong());
    }
  }

  /** Notes that the port is not open. */
  void disconnected() {
    synchronized (lock) {
      engine.disconnected(nanoTime.getAsLong());
    }
  }

  /** Notes a sign that the vehicle may have been switched on. */
  void activity() {
    synchronized (lock) {
      engine.activity(nanoTime.getAsLong());
    }
  }

  /**
   * Runs the check that is due, if any, and applies the state to the connection.
   *
   * @return nanoseconds until the next check
   */
  long step() {
    synchronized (work) {
      if (target.isReplaced()) {
        applied = SleepState.AWAKE;
        synchronized (lock) {
          engine.reset(nanoTime.getAsLong());
        }
      }
      SleepCheck check;
      synchronized (lock) {
        check = engine.due(nanoTime.getAsLong());
      }
      if (check != SleepCheck.NONE) {
        run(check);
      }
      apply();
    }
    synchronized (lock) {
      return Math.max(0, engine.nextCheck() - nanoTime.getAsLong());
    }
  }

  @GuardedBy("work")
  private void run(SleepCheck check) {
    boolean woken = check == SleepCheck.VEHICLE && applied != SleepState.AWAKE;
    if (woken) {
      target.wake();
    }
    SleepObservation seen = check == SleepCheck.VEHICLE ? target.observe() : target.measure();
    SleepState after;
    synchronized (lock) {
      engine.observe(check, seen, nanoTime.getAsLong());
      after = engine.state();
    }
    if (woken && after != SleepState.AWAKE) {
      applied = after;
      target.suspend(after);
    }
  }

  /**
   * Wakes the connection for a request of a client that is sent now. It may have waited for so long
   * that the connection fell asleep again.
   */
  void beginRequest() {
    synchronized (work) {
      boolean unused = request();
      apply();
    }
  }

  /** Applies the state now. */
  private void apply() {
    synchronized (work) {
      SleepState state;
      synchronized (lock) {
        state = engine.state();
      }
      if (state != applied) {
        applied = state;
        if (state == SleepState.AWAKE) {
          target.resume();
        } else {
          target.suspend(state);
        }
      }
      publish();
    }
  }

  @GuardedBy("work")
  private void publish() {
    SleepStatus before = status;
    SleepStatus after;
    synchronized (lock) {
      boolean changed = engine.state() != before.state();
      Instant since = changed ? clock.instant() : before.since();
      after = new SleepStatus(engine.state(), engine.reason(), since, engine.volts());
    }
    status = after;
    if (after.state() != before.state()) {
      listener.accept(after);
    }
  }
}
