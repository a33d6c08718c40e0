package io.obdio.socketio.cluster;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.obdio.socketio.server.Adapter.BroadcastEvent;
import io.obdio.socketio.server.Adapter.Selection;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The delivery of events to the clients of this server in the order in which they were sent, each
 * when its offset is known. If the store is not reachable, or does not answer for up to a second,
 * all that wait are delivered without one, and further ones too until it answers. Safe for use by
 * any thread.
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

  /** An event that waits at two checks in succession is delivered without its offset. */
  private static final long CHECK_MILLIS = 500;

  private final BiConsumer<BroadcastEvent, Selection> deliver;

  /** Runs a check later. */
  private final Executor later;

  @GuardedBy("this")
  private final Deque<Waiting> queue = new ArrayDeque<>();

  @GuardedBy("this")
  private boolean checking;

  /** The event that waited first at the last check. */
  @GuardedBy("this")
  private @Nullable Waiting first;

  /** Whether the store has not answered in time and not since. */
  @GuardedBy("this")
  private boolean late;

  OrderedDelivery(BiConsumer<BroadcastEvent, Selection> deliver) {
    this(deliver, CompletableFuture.delayedExecutor(CHECK_MILLIS, TimeUnit.MILLISECONDS));
  }

  OrderedDelivery(BiConsumer<BroadcastEvent, Selection> deliver, Executor later) {
    this.deliver = deliver;
    this.later = later;
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
      waiting.ready = !await || late;
      appended = append.get();
      drain();
      if (!checking && !queue.isEmpty()) {
        checking = true;
        later.execute(this::check);
      }
    }
    var unused = appended.whenComplete((offset, failure) -> arrived(waiting, offset));
  }

  private synchronized void arrived(Waiting waiting, @Nullable String offset) {
    late &= offset == null;
    if (!waiting.ready) {
      waiting.offset = offset;
      waiting.ready = true;
      drain();
    }
  }

  private synchronized void check() {
    Waiting waits = queue.peek();
    if (waits != null && waits == first) {
      late = true;
      release();
      waits = null;
    }
    first = waits;
    checking = waits != null;
    if (checking) {
      later.execute(this::check);
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
