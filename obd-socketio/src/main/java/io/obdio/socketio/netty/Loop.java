package io.obdio.socketio.netty;

import io.netty.channel.EventLoop;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An event loop with its timers and the connections to be flushed at the end of the turn. Only
 * {@link #execute}, {@link #inLoop} and {@link #eventLoop} are safe for use by other threads.
 */
public final class Loop {
  private static final Logger LOG = LoggerFactory.getLogger(Loop.class);

  /** Takes about half a millisecond of system calls. */
  private static final int FLUSHES_AT_ONCE = 64;

  /** An object that has written and must flush once, at the end of the turn. */
  public interface Flushable {
    /** Flushes. */
    void flushNow();
  }

  private final EventLoop eventLoop;
  private final TimerWheel wheel;
  private final ReadShare readShare = new ReadShare();
  private final Deque<Flushable> dirty = new ArrayDeque<>();
  private boolean flushScheduled;
  private boolean ticking;

  /**
   * Creates a loop around Netty's.
   *
   * @param tickMillis resolution of its timers
   */
  public Loop(EventLoop eventLoop, long tickMillis) {
    this.eventLoop = eventLoop;
    this.wheel = new TimerWheel(tickMillis, nowMillis());
  }

  /** Returns the time of a monotonic clock, in ms. */
  public static long nowMillis() {
    return System.nanoTime() / 1_000_000;
  }

  /** Returns the wrapped loop. */
  public EventLoop eventLoop() {
    return eventLoop;
  }

  /** Returns whether the caller is this loop's thread. */
  public boolean inLoop() {
    return eventLoop.inEventLoop();
  }

  /** Returns the share of this loop for input that takes long to process. */
  public ReadShare readShare() {
    return readShare;
  }

  /** Runs at once when called from this loop, else soon on it. */
  public void execute(Runnable task) {
    if (eventLoop.inEventLoop()) {
      task.run();
    } else {
      eventLoop.execute(task);
    }
  }

  /** Returns the number of timers run; an estimate if read from another thread. */
  public int timers() {
    return wheel.size();
  }

  /** Returns the resolution of the timers, in ms. */
  public long tickMillis() {
    return wheel.tickMillis();
  }

  /** Starts a timer on this loop. */
  public TimerWheel.Timer schedule(long delayMillis, Runnable task) {
    TimerWheel.Timer timer = wheel.add(nowMillis() + delayMillis, () -> guarded(task));
    if (!ticking) {
      ticking = true;
      tickLater();
    }
    return timer;
  }

  private void tickLater() {
    var unused = eventLoop.schedule(this::tick, wheel.tickMillis(), TimeUnit.MILLISECONDS);
  }

  private void tick() {
    wheel.advance(nowMillis());
    if (wheel.size() > 0) {
      tickLater();
    } else {
      ticking = false;
    }
  }

  private static void guarded(Runnable task) {
    try {
      task.run();
    } catch (Throwable e) { // an Error too: the timers of other connections must run
      FatalErrors.check(e);
      LOG.warn("A task of the loop failed", e);
    }
  }

  /** Flushes at the end of this turn; must be called once until then. */
  public void flushLater(Flushable flushable) {
    dirty.add(flushable);
    if (!flushScheduled) {
      flushScheduled = true;
      eventLoop.execute(this::flushSome);
    }
  }

  /**
   * Flushes in slices and lets sockets be read in between, so that a broadcast to thousands delays
   * no other client, and what is sent meanwhile leaves together with what waits.
   */
  private void flushSome() {
    for (int i = 0; i < FLUSHES_AT_ONCE; i++) {
      Flushable next = dirty.poll();
      if (next == null) {
        flushScheduled = false;
        return;
      }
      guarded(next::flushNow); // a failure must not prevent the others
    }
    // A task would run before the sockets are read; a scheduled one runs after.
    var unused = eventLoop.schedule(this::flushSome, 0, TimeUnit.NANOSECONDS);
  }
}
