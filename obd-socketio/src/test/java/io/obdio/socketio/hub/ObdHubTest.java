package io.obdio.socketio.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.obdio.core.command.EcuFilter;
import io.obdio.core.command.ObdCommand;
import io.obdio.core.connection.ObdResponse;
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
  private final ObdHub hub = new ObdHub(timer);
  private final List<String> asked = new ArrayList<>();
  private final ObdCommand<Integer> rpm = command("RPM", 0x0C);
  private final ObdCommand<Integer> speed = command("SPEED", 0x0D);
  private final WatchTarget loop =
      new WatchTarget() {
        @Override
        public void watch(ObdCommand<?> command) {
          asked.add("+" + command.name());
        }

        @Override
        public void unwatch(ObdCommand<?> command) {
          asked.add("-" + command.name());
        }
      };

  @Test
  void asksAsLongAsOneOwnerWantsIt() {
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
  void aPausedOwnersWishesRestAndComeBack() {
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
  void forgetsValuesButNotWishesWhenTheCarGoes() {
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
    List<String> heard = new ArrayList<>();
    HubSubscription subscription = hub.subscribe(List.of(rpm), 1, news -> heard.add(text(news)));
    timer.advance(Duration.ZERO);
    assertEquals(List.of("RPM=850"), heard);
    hub.publish(response(rpm, 851));
    hub.unsubscribe(subscription);
    timer.advance(Duration.ofSeconds(5));
    assertEquals(List.of("RPM=850"), heard);
  }

  @Test
  void aFailingSubscriberHarmsNobody() {
    hub.attach(loop);
    hub.watch("a", rpm);
    List<String> heard = new ArrayList<>();
    hub.subscribe(
        List.of(rpm),
        10,
        news -> {
          throw new IllegalStateException("as a user's callback may");
        });
    hub.subscribe(List.of(rpm), 10, news -> heard.add(text(news)));
    hub.publish(response(rpm, 1));
    timer.advance(Duration.ofMillis(200));
    hub.publish(response(rpm, 2));
    timer.advance(Duration.ofMillis(200));
    assertEquals(List.of("RPM=1", "RPM=2"), heard);
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
