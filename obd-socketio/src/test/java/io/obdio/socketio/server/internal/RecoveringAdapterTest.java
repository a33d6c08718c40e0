package io.obdio.socketio.server.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.obdio.socketio.netty.MemoryBudget;
import io.obdio.socketio.server.Adapter.BroadcastEvent;
import io.obdio.socketio.server.Adapter.Delivery;
import io.obdio.socketio.server.Adapter.LocalSockets;
import io.obdio.socketio.server.Adapter.SavedSession;
import io.obdio.socketio.server.Adapter.Selection;
import io.obdio.socketio.server.ServerOptions;
import io.obdio.socketio.server.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Rooms and recovery with virtual time. */
class RecoveringAdapterTest {
  private final MemoryBudget budget = new MemoryBudget(200_000);
  private long now = 1_000;
  private final List<BroadcastEvent> delivered = new ArrayList<>();
  private final List<Set<String>> targets = new ArrayList<>();
  private final RecoveringAdapter adapter =
      new RecoveringAdapter(
          new Sockets(),
          new ServerOptions.Recovery(Duration.ofMillis(100), 5, 2, true),
          () -> now,
          budget);

  private final class Sockets implements LocalSockets {
    @Override
    public String namespace() {
      return "/";
    }

    @Override
    public Set<String> ids() {
      return Set.of("a", "b", "c");
    }

    @Override
    public void deliver(Set<String> ids, BroadcastEvent event) {
      targets.add(ids);
      delivered.add(event);
    }

    @Override
    public CompletionStage<List<List<@Nullable Object>>> deliverWithAck(
        Set<String> ids,
        BroadcastEvent event,
        Duration timeout,
        Consumer<List<@Nullable Object>> each) {
      return CompletableFuture.completedFuture(List.of());
    }

    @Override
    public Optional<Socket> find(String id) {
      return Optional.empty();
    }

    @Override
    public void serverSideEvent(String event, List<@Nullable Object> args) {}

    @Override
    public CompletionStage<List<@Nullable Object>> serverSideEventWithAck(
        String event, List<@Nullable Object> args) {
      return CompletableFuture.completedFuture(List.of());
    }
  }

  private static Selection to(String... rooms) {
    return new Selection(Set.of(rooms), Set.of(), false);
  }

  private String emit(String event, Selection selection) {
    adapter.broadcast(new BroadcastEvent(event, List.of(), Delivery.RELIABLE, null), selection);
    List<@Nullable Object> args = delivered.get(delivered.size() - 1).args();
    return (String) args.get(args.size() - 1);
  }

  private void save(String id, String... rooms) {
    adapter.saveSession(new SavedSession(id, "p" + id, Set.of(rooms), Map.of("k", 1)));
  }

  private Optional<SavedSession> restore(String privateId, String offset) {
    return adapter.restoreSession(privateId, offset).toCompletableFuture().join();
  }

  private Optional<List<String>> missed(SavedSession session, String offset) {
    return adapter
        .missedEvents(session, offset)
        .toCompletableFuture()
        .join()
        .map(events -> events.stream().map(BroadcastEvent::event).toList());
  }

  @Test
  void roomsSelectSockets() {
    adapter.join("a", Set.of("r", "s"));
    adapter.join("b", Set.of("r"));
    assertEquals(Set.of("a", "b"), adapter.sockets(to("r")));
    assertEquals(Set.of("a", "c"), adapter.sockets(to("s", "c")));
    assertEquals(Set.of("b"), adapter.sockets(new Selection(Set.of("r"), Set.of("s"), false)));
    assertEquals(Set.of("b", "c"), adapter.sockets(new Selection(Set.of(), Set.of("a"), false)));
    assertEquals(Set.of("a", "r", "s"), adapter.rooms("a"));
    adapter.leave("a", Set.of("r", "unknown"));
    assertEquals(Set.of("b"), adapter.sockets(to("r")));
    adapter.leaveAll("a");
    adapter.leaveAll("b");
    assertEquals(Set.of("a", "b", "c"), adapter.rooms(), "only their own rooms are left");
  }

  @Test
  void whatWasMissedComesOnceAndInOrder() {
    String seen = emit("seen", to());
    save("a", "r");
    emit("m1", to());
    emit("other room", to("x"));
    emit("m2", to("r"));
    emit("m3", to("a"));
    emit("not for r", new Selection(Set.of(), Set.of("r"), false));
    SavedSession restored = restore("pa", seen).orElseThrow();
    assertEquals("a", restored.id());
    assertTrue(restore("pa", seen).isEmpty(), "once");
    assertEquals(List.of("m1", "m2", "m3"), missed(restored, seen).orElseThrow());
  }

  @Test
  void whatIsBroadcastBetweenTheTwoStepsIsMissedToo() {
    String seen = emit("seen", to());
    save("a", "r");
    SavedSession restored = restore("pa", seen).orElseThrow();
    emit("m1", to("r"));
    assertEquals(List.of("m1"), missed(restored, seen).orElseThrow());
  }

  @Test
  void volatileEventsCarryNoOffset() {
    adapter.broadcast(new BroadcastEvent("v", List.of(), Delivery.VOLATILE, null), to());
    assertEquals(List.of(), delivered.get(0).args());
  }

  @Test
  void notWhenTooMuchWasMissed() {
    String seen = emit("seen", to());
    save("a");
    for (int i = 0; i < 6; i++) {
      emit("m" + i, to());
    }
    assertTrue(restore("pa", seen).isEmpty());
  }

  @Test
  void notWhenTooLate() {
    String seen = emit("seen", to());
    save("a");
    now += 101;
    assertTrue(restore("pa", seen).isEmpty());
    assertEquals(0, adapter.kept());
  }

  @Test
  void anOldOffsetIsGoodWhenNothingWasMissedSince() {
    String seen = emit("seen", to());
    now += 10_000;
    save("a");
    assertEquals(List.of(), missed(restore("pa", seen).orElseThrow(), seen).orElseThrow());
  }

  @Test
  void onlySoManyStatesAreKept() {
    String seen = emit("seen", to());
    save("a");
    save("b");
    save("c");
    assertEquals(2, adapter.kept());
    assertTrue(restore("pa", seen).isEmpty());
    assertFalse(restore("pc", seen).isEmpty());
  }

  @Test
  void badOffsetsAreRefused() {
    String seen = emit("seen", to());
    save("a");
    for (String bad : List.of("", "x", seen + "!", seen + "zzzzzzzzzzzzzzzzzzz", "other.1")) {
      assertTrue(restore("pa", bad).isEmpty(), bad);
    }
  }

  @Test
  void eventsThatWereDroppedMeanwhileAreNotPassedOver() {
    String seen = emit("seen", to());
    save("a");
    SavedSession restored = restore("pa", seen).orElseThrow();
    for (int i = 0; i < 6; i++) {
      emit("m" + i, to());
    }
    assertTrue(missed(restored, seen).isEmpty());
  }

  /** 500 events of a megabyte filled the heap when only their number was bounded. */
  @Test
  void eventsAreBoundedInBytes() {
    String text = "x".repeat(20_000); // 40 kB in memory: two of them fit
    String seen = emit("seen", to());
    save("a");
    for (int i = 0; i < 3; i++) {
      adapter.broadcast(new BroadcastEvent("m" + i, List.of(text), Delivery.RELIABLE, null), to());
      assertTrue(budget.used() <= 100_000, () -> "used " + budget.used());
    }
    assertTrue(restore("pa", seen).isEmpty());
    save("b");
    adapter.broadcast(
        new BroadcastEvent("large", List.of(text.repeat(10)), Delivery.RELIABLE, null), to());
    assertEquals(0, budget.used());
    assertTrue(restore("pb", offsetOf(2)).isEmpty(), "the large one was not kept");
    adapter.close();
  }

  private String offsetOf(int fromEnd) {
    List<@Nullable Object> args = delivered.get(delivered.size() - fromEnd).args();
    return (String) args.get(args.size() - 1);
  }
}
