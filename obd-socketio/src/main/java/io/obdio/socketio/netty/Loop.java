package io.obdio.socketio.netty;

import io.netty.channel.EventLoop;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An event loop with its timers and its list of connections to be flushed at the end of the tick.
 * Only {@link #execute} and {@link #inLoop} may be called from another thread.
 */
public final class Loop {
  private static final Logger LOG = LoggerFactory.getLogger(Loop.class);

  /** About half a millisecond's worth of system calls. */
  private static final int FLUSHES_AT_ONCE = 64;

  /** Something that has written and wants to flush once, at the end of the tick. */
  public interface Flushable {
    /** Flushes. */
    void flushNow();
  }

  private final EventLoop eventLoop;
  private final TimerWheel wheel;
  private final Deque<Flushable> dirty = new ArrayDeque<>();
  private boolean flushScheduled;
  private boolean ticking;

  /**
   * Wraps an event loop.
   *
   * @param tickMillis how exact its timers are
   */
  public Loop(EventLoop eventLoop, long tickMillis) {
    this.eventLoop = eventLoop;
    this.wheel = new TimerWheel(tickMillis, nowMillis());
  }

  /** A clock that never goes back, in ms. */
  public static long nowMillis() {
    return System.nanoTime() / 1_000_000;
  }

  /** The wrapped loop. */
  public EventLoop eventLoop() {
    return eventLoop;
  }

  /** Whether the caller is this loop's thread. */
  public boolean inLoop() {
    return eventLoop.inEventLoop();
  }

  /** Runs at once when called from this loop, else soon on it. */
  public void execute(Runnable task) {
    if (eventLoop.inEventLoop()) {
      task.run();
    } else {
      eventLoop.execute(task);
    }
  }

  /** How many timers run; a hint when read from another thread. */
  public int timers() {
    return wheel.size();
  }

  /** How exact timers are, in ms. */
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
    } catch (RuntimeException e) {
      LOG.warn("A task of the loop failed", e);
    }
  }

  /** Flushes at the end of this tick; the caller sees to it that it asks once. */
  public void flushLater(Flushable flushable) {
    dirty.add(flushable);
    if (!flushScheduled) {
      flushScheduled = true;
      eventLoop.execute(this::flushSome);
    }
  }

  /**
   * Flushes in slices, with the sockets read in between: a broadcast to thousands keeps nobody
   * waiting, and what is sent meanwhile leaves together with what still waits.
   */
  private void flushSome() {
    for (int i = 0; i < FLUSHES_AT_ONCE; i++) {
      Flushable next = dirty.poll();
      if (next == null) {
        flushScheduled = false;
        return;
      }
      guarded(next::flushNow); // one that fails must not keep the others waiting for ever
    }
    // A task would run before the sockets are read; what is scheduled runs after.
    var unused = eventLoop.schedule(this::flushSome, 0, TimeUnit.NANOSECONDS);
  }
}
