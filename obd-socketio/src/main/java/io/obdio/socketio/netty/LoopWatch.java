package io.obdio.socketio.netty;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A watch over event loops: each of them runs a task every second. A loop that does not is stuck in
 * a handler, or its thread has ended. For any thread.
 */
public final class LoopWatch {
  private static final long INTERVAL_MILLIS = 1_000;

  /** When one loop ran its task last, in ms; written by the loop. */
  private static final class Heartbeat implements Runnable {
    volatile long last = Loop.nowMillis();

    @Override
    public void run() {
      last = Loop.nowMillis();
    }
  }

  private final List<Heartbeat> heartbeats = new ArrayList<>();

  /** Starts to watch these loops. */
  public LoopWatch(List<Loop> loops) {
    for (Loop loop : loops) {
      Heartbeat heartbeat = new Heartbeat();
      heartbeats.add(heartbeat);
      var unused =
          loop.eventLoop()
              .scheduleWithFixedDelay(
                  heartbeat, INTERVAL_MILLIS, INTERVAL_MILLIS, TimeUnit.MILLISECONDS);
    }
  }

  /** Returns for how long, in ms, the loop that is latest has been late; 0 if none is. */
  public long delayMillis() {
    long now = Loop.nowMillis();
    long oldest = heartbeats.stream().mapToLong(each -> each.last).min().orElse(now);
    return Math.max(0, now - oldest - INTERVAL_MILLIS);
  }
}
