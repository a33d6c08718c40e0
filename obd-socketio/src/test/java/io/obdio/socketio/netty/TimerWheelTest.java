package io.obdio.socketio.netty;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** With virtual time. */
class TimerWheelTest {
  private final List<String> ran = new ArrayList<>();

  @Test
  void runsAtTheFirstTickAtOrAfterTheDeadline() {
    TimerWheel wheel = new TimerWheel(10, 1000);
    wheel.add(1015, () -> ran.add("a"));
    wheel.add(1020, () -> ran.add("b"));
    wheel.add(1000, () -> ran.add("overdue"));
    wheel.advance(1009);
    assertEquals(List.of(), ran);
    wheel.advance(1010);
    assertEquals(List.of("overdue"), ran);
    wheel.advance(1019);
    assertEquals(1, ran.size());
    wheel.advance(1020);
    assertEquals(List.of("overdue", "a", "b"), ran);
    assertEquals(0, wheel.size());
  }

  @Test
  void farDeadlinesWaitTheirRounds() {
    TimerWheel wheel = new TimerWheel(1, 0);
    wheel.add(5_000, () -> ran.add("far"));
    for (int t = 1; t < 5_000; t += 7) {
      wheel.advance(t);
    }
    assertEquals(List.of(), ran);
    wheel.advance(5_000);
    assertEquals(List.of("far"), ran);
  }

  @Test
  void aStalledLoopRunsEverythingDue() {
    TimerWheel wheel = new TimerWheel(1, 0);
    for (int i = 1; i <= 2_000; i++) {
      wheel.add(i, () -> ran.add("x"));
    }
    wheel.advance(1_000_000);
    assertEquals(2_000, ran.size());
  }

  @Test
  void tasksMayCancelAndAdd() {
    TimerWheel wheel = new TimerWheel(1, 0);
    TimerWheel.Timer[] victim = new TimerWheel.Timer[1];
    wheel.add(
        5,
        () -> {
          victim[0].cancel();
          wheel.add(5, () -> ran.add("next tick"));
          ran.add("first");
        });
    victim[0] = wheel.add(5, () -> ran.add("cancelled"));
    wheel.advance(5);
    assertEquals(List.of("first"), ran);
    wheel.advance(6);
    assertEquals(List.of("first", "next tick"), ran);
    victim[0].cancel();
    assertEquals(0, wheel.size());
  }

  @Test
  void anyMixRunsEachOnceAndInTime() {
    long seed = 20_260_101L;
    SplittableRandom random = new SplittableRandom(seed);
    TimerWheel wheel = new TimerWheel(3, 0);
    long[] now = {0};
    int[] counts = {0, 0};
    for (int i = 0; i < 20_000; i++) {
      long deadline = now[0] + random.nextInt(4_000);
      TimerWheel.Timer timer =
          wheel.add(
              deadline,
              () -> {
                counts[0]++;
                if (now[0] < deadline) {
                  throw new AssertionError("early by " + (deadline - now[0]) + ", seed " + seed);
                }
              });
      if (random.nextInt(3) == 0) {
        timer.cancel();
        counts[1]++;
      }
      now[0] += random.nextInt(5);
      wheel.advance(now[0]);
    }
    now[0] += 5_000;
    wheel.advance(now[0]);
    assertEquals(20_000, counts[0] + counts[1], "seed " + seed);
    assertEquals(0, wheel.size());
  }
}
