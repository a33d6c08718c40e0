package io.obdio.isotp.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

/** The clock moves only when it is moved, and from timer to timer. */
class VirtualTimeLoopTest {

  private final VirtualTimeLoop loop = new VirtualTimeLoop();
  private final List<String> log = new ArrayList<>();

  private void note(String what) {
    log.add(loop.now() + " " + what);
  }

  @Test
  void tasksAndTimersRunInOrderOfTimeThenOfCall() {
    loop.scheduleAt(20, () -> note("c"));
    loop.scheduleAt(10, () -> note("a"));
    loop.scheduleAt(10, () -> loop.execute(() -> note("after b")));
    loop.scheduleAt(10, () -> note("b"));
    loop.execute(() -> note("now"));
    loop.runUntil(15);
    assertEquals(List.of("0 now", "10 a", "10 after b", "10 b"), log);
    assertEquals(15, loop.now());
    loop.advance(Duration.ofNanos(5));
    assertEquals("20 c", log.get(4));
  }

  @Test
  void aTimerMaySetTheNext() {
    Runnable[] tick = new Runnable[1];
    tick[0] =
        () -> {
          note("tick");
          loop.schedule(7, tick[0]);
        };
    loop.execute(tick[0]);
    loop.runUntil(21);
    assertEquals(List.of("0 tick", "7 tick", "14 tick", "21 tick"), log);
  }

  @Test
  void runsUntilAConditionHolds() {
    loop.scheduleAt(10, () -> note("a"));
    loop.scheduleAt(20, () -> note("b"));
    assertTrue(loop.runUntil(() -> !log.isEmpty(), Duration.ofSeconds(1)));
    assertEquals(10, loop.now());
    assertFalse(loop.runUntil(() -> log.size() == 3, Duration.ofSeconds(1)));
    assertFalse(loop.runUntil(() -> false, Duration.ofNanos(1)));
  }

  @Test
  void cancelledTimersLeave() {
    EventLoop.Timer timer = loop.scheduleAt(10, () -> note("never"));
    timer.cancel();
    timer.cancel();
    assertEquals(0, loop.pendingTimers());
    loop.runUntil(100);
    assertEquals(List.of(), log);
  }

  @Test
  void aClosedLoopRefuses() {
    loop.execute(() -> note("never"));
    loop.close();
    loop.runUntil(5);
    assertEquals(List.of(), log);
    assertThrows(RejectedExecutionException.class, () -> loop.execute(() -> {}));
    assertThrows(RejectedExecutionException.class, () -> loop.schedule(1, () -> {}));
  }

  @Test
  void manyTimersComeInOrderWhateverIsCancelled() {
    long seed = 4711;
    Random random = new Random(seed);
    TreeMap<Long, Long> expected = new TreeMap<>();
    List<EventLoop.Timer> timers = new ArrayList<>();
    List<Long> keys = new ArrayList<>();
    List<Long> seen = new ArrayList<>();
    for (long i = 0; i < 5000; i++) {
      long at = random.nextInt(1000) * 10_000L + i;
      timers.add(loop.scheduleAt(at, () -> seen.add(loop.now())));
      keys.add(at);
      expected.put(at, at);
      if (random.nextInt(3) == 0) {
        int victim = random.nextInt(timers.size());
        timers.get(victim).cancel();
        expected.remove(keys.get(victim));
      }
    }
    loop.runUntil(Long.MAX_VALUE);
    assertEquals(new ArrayList<>(expected.values()), seen, "seed " + seed);
  }
}
