package io.obdio.isotp.transport;

import io.obdio.core.connection.TimeSource;
import io.obdio.isotp.loop.VirtualTimeLoop;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.Condition;

/** The clock of a virtual loop: a thread that waits advances the loop to its next task. */
final class LoopTime implements TimeSource {

  private final VirtualTimeLoop loop;
  private long stallAt = Long.MAX_VALUE;
  private long stall;

  LoopTime(VirtualTimeLoop loop) {
    this.loop = loop;
  }

  /** Stops this host from {@code at} on for a time: the clock advances, nothing runs. */
  void stall(Duration at, Duration length) {
    stallAt = at.toNanos();
    stall = length.toNanos();
  }

  @Override
  public long nanoTime() {
    return loop.now();
  }

  @Override
  public Instant now() {
    return Instant.ofEpochSecond(0, loop.now());
  }

  @Override
  public void await(Condition condition, long nanos) {
    long end = loop.now() + nanos;
    if (end > stallAt) {
      long woken = Math.max(end, stallAt + stall);
      stallAt = Long.MAX_VALUE;
      loop.skipTo(woken);
      return;
    }
    int[] ran = {0};
    if (!loop.runUntil(() -> ran[0]++ > 0, Duration.ofNanos(nanos)) && loop.now() < end) {
      loop.runUntil(end);
    }
  }
}
