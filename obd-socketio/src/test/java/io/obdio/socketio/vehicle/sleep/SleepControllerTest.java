package io.obdio.socketio.vehicle.sleep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/** What is done to a connection when its state changes, in virtual time. */
class SleepControllerTest {
  private static final SleepOptions OPTIONS = SleepOptions.defaults();

  private final List<String> calls = new ArrayList<>();
  private final List<SleepState> published = new ArrayList<>();
  private long now;

  /** The connection to a vehicle that is parked, and whose adapter measures the voltage. */
  private final SleepTarget parked =
      new SleepTarget() {
        @Override
        public boolean isReplaced() {
          return false;
        }

        @Override
        public SleepObservation measure() {
          return SleepObservation.ofVolts(OptionalDouble.of(12.6));
        }

        @Override
        public SleepObservation observe() {
          return new SleepObservation(
              true,
              false,
              OptionalDouble.empty(),
              OptionalDouble.empty(),
              OptionalDouble.of(12.6),
              true);
        }

        @Override
        public void suspend(SleepState state) {
          calls.add("suspend " + state);
        }

        @Override
        public void wake() {
          calls.add("wake");
        }

        @Override
        public void resume() {
          calls.add("resume");
        }
      };

  private final SleepController controller =
      new SleepController(
          parked,
          OPTIONS,
          () -> now,
          InstantSource.fixed(Instant.EPOCH),
          status -> published.add(status.state()));

  private void pass(Duration duration) {
    for (long end = now + duration.toNanos(); now < end; now += Duration.ofSeconds(5).toNanos()) {
      long unused = controller.step();
    }
  }

  /**
   * On a busy machine, the request was sent to an adapter that was asleep again, without an event.
   */
  @Test
  void aRequestThatWaitedForLongWakesTheConnectionAgain() {
    pass(OPTIONS.after().plusMinutes(1));
    assertEquals(List.of(SleepState.ASLEEP), published);
    assertTrue(controller.request());
    now += OPTIONS.client().plusSeconds(1).toNanos(); // the thread of the requests is busy
    long unused = controller.step();
    assertEquals(SleepState.ASLEEP, controller.status().state());
    controller.beginRequest();
    assertEquals(List.of(SleepState.ASLEEP, SleepState.AWAKE), published);
    assertEquals(List.of("suspend ASLEEP", "wake", "suspend ASLEEP", "resume"), calls);
  }

  @Test
  void aRequestKeepsTheConnectionAwakeForTheTimeOfClients() {
    pass(OPTIONS.after().plusMinutes(1));
    controller.beginRequest();
    pass(OPTIONS.client().minusSeconds(20));
    assertEquals(SleepState.AWAKE, controller.status().state());
    pass(Duration.ofMinutes(1));
    assertEquals(List.of(SleepState.ASLEEP, SleepState.AWAKE, SleepState.ASLEEP), published);
  }
}
