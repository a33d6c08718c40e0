package io.obdio.core.connection;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;

/** Time that passes on request of a test. */
public final class VirtualTime implements TimeSource {

  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private final Map<String, Long> awaits = new ConcurrentHashMap<>();
  private final AtomicLong nanos = new AtomicLong();

  /** Returns when a thread of this name waits, with nothing else to do. */
  public void untilAsleep(String thread) {
    long before = awaits.getOrDefault(thread, 0L);
    Eventually.until(thread + " asleep", () -> awaits.getOrDefault(thread, 0L) > before);
  }

  /** Lets time pass. */
  public void advance(Duration duration) {
    nanos.addAndGet(duration.toNanos());
  }

  /** Lets time pass. */
  public void advance(long duration) {
    nanos.addAndGet(duration);
  }

  @Override
  public long nanoTime() {
    return nanos.get();
  }

  @Override
  public Instant now() {
    return START.plusNanos(nanos.get());
  }

  @Override
  @SuppressWarnings("WaitNotInLoop") // Wakes up early intentionally: virtual time may have passed.
  public void await(Condition condition, long duration) throws InterruptedException {
    awaits.merge(Thread.currentThread().getName(), 1L, Long::sum);
    boolean unused = condition.await(1, TimeUnit.MILLISECONDS);
  }
}
