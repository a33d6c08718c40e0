package io.obdio.socketio.cluster;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.obdio.socketio.server.Adapter.BroadcastEvent;
import io.obdio.socketio.server.Adapter.Selection;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The delivery of events to the clients of this server in the order in which they were sent, each
 * when its offset is known. If the store is not reachable, all that wait are delivered without one.
 * Safe for use by any thread.
 */
final class OrderedDelivery {

  private static final class Waiting {
    private final BroadcastEvent event;
    private final Selection selection;
    private @Nullable String offset;
    private boolean ready;

    Waiting(BroadcastEvent event, Selection selection) {
      this.event = event;
      this.selection = selection;
    }
  }

  private final BiConsumer<BroadcastEvent, Selection> deliver;

  @GuardedBy("this")
  private final Deque<Waiting> queue = new ArrayDeque<>();

  OrderedDelivery(BiConsumer<BroadcastEvent, Selection> deliver) {
    this.deliver = deliver;
  }

  /**
   * Sends an event to the store and delivers it.
   *
   * @param append sends it; the result is its offset
   * @param await whether the offset is awaited
   */
  void add(
      BroadcastEvent event,
      Selection selection,
      Supplier<CompletionStage<String>> append,
      boolean await) {
    Waiting waiting = new Waiting(event, selection);
    CompletionStage<String> appended;
    synchronized (this) { // events reach the store and the queue in one order
      queue.add(waiting);
      waiting.ready = !await;
      appended = append.get();
      drain();
    }
    var unused = appended.whenComplete((offset, failure) -> arrived(waiting, offset));
  }

  private synchronized void arrived(Waiting waiting, @Nullable String offset) {
    if (!waiting.ready) {
      waiting.offset = offset;
      waiting.ready = true;
      drain();
    }
  }

  /** Delivers all that wait, without offsets. */
  synchronized void release() {
    queue.forEach(waiting -> waiting.ready = true);
    drain();
  }

  /** Delivers with the lock held, which keeps the order; deliveries do not block. */
  @GuardedBy("this")
  private void drain() {
    for (Waiting next = queue.peek(); next != null && next.ready; next = queue.peek()) {
      queue.remove();
      String offset = next.offset;
      deliver.accept(
          offset == null ? next.event : Missed.withOffset(next.event, offset), next.selection);
    }
  }
}
