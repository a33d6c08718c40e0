package io.obdio.socketio.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.obdio.core.command.EcuFilter;
import io.obdio.core.command.ObdCommand;
import io.obdio.core.connection.ObdResponse;
import io.obdio.core.connection.WatchOptions;
import io.obdio.core.decode.Decoded;
import io.obdio.core.message.DiagnosticRequest;
import io.obdio.core.message.Payload;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import org.junit.jupiter.api.Test;

class ObdHubTest {

  private final FakeTimer timer = new FakeTimer();
  private final ObdHub hub = new ObdHub(timer, WatchOptions.DEFAULT);
  private final List<String> asked = new ArrayList<>();
  private final ObdCommand<Integer> rpm = command("RPM", 0x0C);
  private final ObdCommand<Integer> speed = command("SPEED", 0x0D);
  private final WatchTarget loop =
      new WatchTarget() {
        @Override
        public void watch(ObdCommand<?> command, WatchOptions options) {
          asked.add(
              "+"
                  + command.name()
                  + (options.equals(WatchOptions.DEFAULT)
                      ? ""
                      : " " + options.interval().toMillis() + " ms, " + options.priority()));
        }

        @Override
        public void unwatch(ObdCommand<?> command) {
          asked.add("-" + command.name());
        }
      };

  @Test
  void requestsAsLongAsOneOwnerWatches() {
    hub.attach(loop);
    hub.watch("a", rpm);
    hub.watch("b", rpm);
    hub.watch("b", rpm);
    hub.unwatch("a", rpm);
    assertEquals(List.of("+RPM"), asked);
    hub.release("b");
    assertEquals(List.of("+RPM", "-RPM"), asked);
    hub.release("a");
    assertEquals(0, hub.ownerCount());
  }

  @Test
  void unwatchOfOneWhoNeverWatchedTakesNothingAway() {
    hub.attach(loop);
    hub.watch("a", rpm);
    hub.unwatch("b", rpm);
    hub.unwatchAll("b");
    hub.release("b");
    assertTrue(hub.isWatched(rpm));
    assertEquals(List.of("+RPM"), asked);
  }

  @Test
  void aPausedOwnersWatchesAreSuspendedAndResumed() {
    hub.attach(loop);
    hub.watch("a", rpm);
    hub.watch("a", speed);
    hub.watch("b", rpm);
    hub.pause("a");
    hub.pause("a");
    assertFalse(hub.isWatched(speed));
    assertTrue(hub.isWatched(rpm));
    hub.watch("a", command("LOAD", 4));
    hub.unwatch("a", speed);
    hub.resume("a");
    assertEquals(List.of("+RPM", "+SPEED", "-SPEED", "+LOAD"), asked);
  }

  @Test
  void discardsValuesButKeepsWatchesWhenTheVehicleIsLost() {
    hub.attach(loop);
    hub.watch("a", rpm);
    hub.publish(response(rpm, 850));
    hub.detach();
    assertNull(hub.latest("RPM"));
    hub.publish(response(rpm, 851));
    assertNull(hub.latest("RPM"), "a late answer of the old loop");
    hub.attach(loop);
    assertEquals(List.of("+RPM", "+RPM"), asked);
  }

  @Test
  void keepsNothingOfWhatIsNoLongerWatched() {
    hub.attach(loop);
    hub.watch("a", rpm);
    hub.publish(response(rpm, 850));
    assertEquals(1, hub.snapshot().size());
    hub.unwatch("a", rpm);
    hub.publish(response(rpm, 851));
    assertNull(hub.latest("RPM"));
    assertEquals(List.of(), hub.snapshot());
  }

  @Test
  void watchesWithTheSmallestIntervalAndTheHighestPriorityOfAllOwners() {
    hub.attach(loop);
    hub.watch("slow", rpm, new WatchOptions(Duration.ofSeconds(1), -5));
    hub.watch("fast", rpm, new WatchOptions(Duration.ofMillis(200), -7));
    hub.watch("urgent", rpm, new WatchOptions(Duration.ofSeconds(9), 3));
    hub.watch("another", rpm, new WatchOptions(Duration.ofMillis(200), -7));
    hub.unwatch("fast", rpm);
    hub.pause("another");
    hub.resume("another");
    hub.release("another");
    hub.watch("slow", rpm, new WatchOptions(Duration.ofMillis(500), -5));
    hub.unwatch("urgent", rpm);
    hub.unwatch("slow", rpm);
    assertEquals(
        List.of(
            "+RPM 1000 ms, -5",
            "+RPM 200 ms, -5",
            "+RPM 200 ms, 3",
            "+RPM 1000 ms, 3",
            "+RPM 200 ms, 3",
            "+RPM 1000 ms, 3",
            "+RPM 500 ms, 3",
            "+RPM 500 ms, -5",
            "-RPM"),
        asked);
  }

  @Test
  void aNewLoopReceivesTheEffectiveOptions() {
    hub.watch("a", rpm, new WatchOptions(Duration.ofSeconds(1), -5));
    hub.watch("b", rpm, new WatchOptions(Duration.ofSeconds(2), 0));
    hub.attach(loop);
    assertEquals(List.of("+RPM 1000 ms, 0"), asked);
  }

  @Test
  void aSubscriberGetsTheLossOfTheConnectionThoughTheValueIsForgotten() {
    hub.attach(loop);
    hub.watch("a", rpm);
    List<String> received = new ArrayList<>();
    hub.subscribe(List.of(rpm), 10, news -> received.add(text(news)));
    hub.publish(response(rpm, 1));
    hub.forgetValues();
    assertNull(hub.latest("RPM"));
    timer.advance(Duration.ofMillis(200));
    assertEquals(List.of("RPM=1"), received);
  }

  @Test
  void aRemovedCommandIsNotPublishedToTheSubscriberAnyMore() {
    hub.attach(loop);
    hub.watch("a", rpm);
    hub.watch("a", speed);
    List<String> received = new ArrayList<>();
    HubSubscription both = hub.subscribe(List.of(rpm, speed), 10, news -> received.add(text(news)));
    timer.advance(Duration.ofMillis(200));
    assertFalse(both.remove("RPM"));
    hub.publish(response(rpm, 1));
    hub.publish(response(speed, 2));
    timer.advance(Duration.ofMillis(200));
    assertTrue(both.remove("SPEED"));
    hub.publish(response(speed, 3));
    timer.advance(Duration.ofMillis(200));
    assertEquals(List.of("SPEED=2"), received);
  }

  @Test
  void aSubscriberGetsTheNewestAtItsOwnRate() {
    hub.attach(loop);
    hub.watch("a", rpm);
    hub.watch("a", speed);
    List<String> slow = new ArrayList<>();
    List<String> fast = new ArrayList<>();
    hub.subscribe(List.of(rpm, speed), 1, news -> slow.add(text(news)));
    hub.subscribe(List.of(rpm), 10, news -> fast.add(text(news)));
    for (int i = 0; i < 20; i++) {
      hub.publish(response(rpm, i));
      timer.advance(Duration.ofMillis(100));
    }
    hub.publish(response(speed, 7));
    timer.advance(Duration.ofMillis(1000));
    // At 0 ms the first; at 1000 and 2000 ms what was the newest until then; at 3000 ms the rest.
    assertEquals(List.of("RPM=0", "RPM=9", "RPM=19", "SPEED=7"), slow);
    assertEquals(20, fast.size());
    assertEquals("RPM=19", fast.get(19));
  }

  @Test
  void aSubscriberGetsWhatIsKnownAtOnce() {
    hub.attach(loop);
    hub.watch("a", rpm);
    hub.publish(response(rpm, 850));
    List<String> observed = new ArrayList<>();
    HubSubscription subscription = hub.subscribe(List.of(rpm), 1, news -> observed.add(text(news)));
    timer.advance(Duration.ZERO);
    assertEquals(List.of("RPM=850"), observed);
    hub.publish(response(rpm, 851));
    hub.unsubscribe(subscription);
    timer.advance(Duration.ofSeconds(5));
    assertEquals(List.of("RPM=850"), observed);
  }

  @Test
  void aFailingSubscriberAffectsNoOther() {
    hub.attach(loop);
    hub.watch("a", rpm);
    List<String> observed = new ArrayList<>();
    hub.subscribe(
        List.of(rpm),
        10,
        news -> {
          throw new IllegalStateException("as a user's callback may");
        });
    hub.subscribe(List.of(rpm), 10, news -> observed.add(text(news)));
    hub.publish(response(rpm, 1));
    timer.advance(Duration.ofMillis(200));
    hub.publish(response(rpm, 2));
    timer.advance(Duration.ofMillis(200));
    assertEquals(List.of("RPM=1", "RPM=2"), observed);
  }

  private static String text(List<ObdResponse<?>> news) {
    StringBuilder text = new StringBuilder();
    for (ObdResponse<?> response : news) {
      text.append(text.length() == 0 ? "" : " ")
          .append(response.command().name())
          .append('=')
          .append(response.value());
    }
    return text.toString();
  }

  private static ObdCommand<Integer> command(String name, int pid) {
    return new ObdCommand<>(
        name,
        name,
        DiagnosticRequest.functional(Payload.of(1, pid)),
        3,
        data -> data.isEmpty() ? Decoded.tooShort(0, 1) : Decoded.of(data.at(0)),
        EcuFilter.ENGINE);
  }

  private static ObdResponse<Integer> response(ObdCommand<Integer> command, int value) {
    return ObdResponse.of(command, Instant.EPOCH, value, Map.of(), List.of());
  }

  /** Virtual time: tasks run when it is moved over their moment. */
  private static final class FakeTimer implements HubTimer {
    private record Due(long at, long order, Runnable task) {}

    private final PriorityQueue<Due> tasks =
        new PriorityQueue<>(
            (x, y) -> x.at != y.at ? Long.compare(x.at, y.at) : Long.compare(x.order, y.order));
    private long now;
    private long order;

    @Override
    public long nanos() {
      return now;
    }

    @Override
    public void schedule(Runnable task, Duration delay) {
      tasks.add(new Due(now + delay.toNanos(), order++, task));
    }

    void advance(Duration by) {
      long until = now + by.toNanos();
      for (Due due = tasks.peek(); due != null && due.at <= until; due = tasks.peek()) {
        tasks.remove();
        now = Math.max(now, due.at);
        due.task.run();
      }
      now = until;
    }

    @Override
    public void close() {
      tasks.clear();
    }
  }
}
