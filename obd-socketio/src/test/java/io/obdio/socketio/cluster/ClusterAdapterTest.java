package io.obdio.socketio.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.obdio.socketio.server.AckException;
import io.obdio.socketio.server.Adapter;
import io.obdio.socketio.server.Adapter.BroadcastEvent;
import io.obdio.socketio.server.Adapter.Delivery;
import io.obdio.socketio.server.Adapter.Selection;
import io.obdio.socketio.testing.Await;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** An adapter without answers: of its store, of other servers, or too late. */
@Timeout(60)
class ClusterAdapterTest {

  private static final Selection ALL = new Selection(Set.of(), Set.of(), false);
  private static final Duration SHORT = Duration.ofMillis(50);

  private final ClusterBus silent = mock(ClusterBus.class);
  private final Adapter.LocalSockets local = mock(Adapter.LocalSockets.class);

  private ClusterAdapter adapter() {
    when(local.namespace()).thenReturn("/");
    when(silent.members(any())).thenReturn(new CompletableFuture<>());
    when(silent.take(any(), any(), any())).thenReturn(new CompletableFuture<>());
    return new ClusterAdapter(local, silent, SHORT, Duration.ofMinutes(2));
  }

  @Test
  void aServerSideEventCompletesWithoutAnswers() throws Exception {
    assertEquals(
        List.of(), Await.value(adapter().serverSideEmitWithAck("event", List.of(), SHORT)));
  }

  @Test
  void aSessionIsNotRestored() throws Exception {
    assertEquals(Optional.empty(), Await.value(adapter().restoreSession("pid", "1-0")));
  }

  /** What one server asks of the others at the same time is bounded. */
  @Test
  void tooManyRequestsFailAtOnce() throws Exception {
    Requests requests = new Requests();
    for (int i = 0; i < Requests.MAX_PENDING; i++) {
      requests.add("id" + i, new AckCollector(), Duration.ofMinutes(1));
    }
    AckCollector further = new AckCollector();
    requests.add("further", further, Duration.ofMinutes(1));
    ExecutionException failure =
        assertThrows(ExecutionException.class, () -> Await.value(further.result()));
    assertInstanceOf(AckException.class, failure.getCause());
    requests.close();
    AckCollector later = new AckCollector();
    requests.add("later", later, Duration.ofMinutes(1));
    assertFalse(later.result().isDone());
    requests.close();
  }

  /** Events whose offsets come late are delivered in the order in which they were sent. */
  @Test
  void eventsAreDeliveredInOrderAndReleasedWithoutOffsets() {
    List<String> delivered = new ArrayList<>();
    OrderedDelivery ordered =
        new OrderedDelivery((event, to) -> delivered.add(event.event() + event.args()));
    CompletableFuture<String> first = new CompletableFuture<>();
    CompletableFuture<String> second = new CompletableFuture<>();
    CompletableFuture<String> third = new CompletableFuture<>();
    ordered.add(event("a"), ALL, () -> first, true);
    ordered.add(event("b"), ALL, () -> second, true);
    second.complete("2-0");
    assertEquals(List.of(), delivered);
    first.complete("1-0");
    assertEquals(List.of("a[1-0]", "b[2-0]"), delivered);
    ordered.add(event("c"), ALL, () -> third, true);
    ordered.release();
    third.complete("3-0");
    assertEquals(List.of("a[1-0]", "b[2-0]", "c[]"), delivered);
    ordered.add(event("d"), ALL, CompletableFuture::new, false);
    assertEquals("d[]", delivered.get(3));
  }

  @Test
  void anEventDoesNotWaitForAStoreThatDoesNotAnswer() {
    List<String> delivered = new ArrayList<>();
    List<Runnable> checks = new ArrayList<>();
    OrderedDelivery ordered =
        new OrderedDelivery(
            (event, to) -> delivered.add(event.event() + event.args()), checks::add);
    CompletableFuture<String> first = new CompletableFuture<>();
    ordered.add(event("a"), ALL, () -> first, true);
    checks.remove(0).run();
    assertEquals(List.of(), delivered, "it may answer until the next check");
    checks.remove(0).run();
    assertEquals(List.of("a[]"), delivered);
    ordered.add(event("b"), ALL, CompletableFuture::new, true);
    assertEquals(List.of("a[]", "b[]"), delivered, "the store hangs");
    assertEquals(List.of(), checks);

    first.complete("1-0"); // the store answers again
    CompletableFuture<String> third = new CompletableFuture<>();
    ordered.add(event("c"), ALL, () -> third, true);
    assertEquals(2, delivered.size());
    third.complete("3-0");
    checks.remove(0).run();
    assertEquals(List.of("a[]", "b[]", "c[3-0]"), delivered);
    assertEquals(List.of(), checks, "nothing waits");
  }

  private static BroadcastEvent event(String name) {
    return new BroadcastEvent(name, List.of(), Delivery.RELIABLE, null);
  }
}
