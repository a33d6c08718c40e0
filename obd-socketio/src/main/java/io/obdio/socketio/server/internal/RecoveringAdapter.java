package io.obdio.socketio.server.internal;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.obdio.socketio.engineio.server.EngineServer;
import io.obdio.socketio.netty.MemoryBudget;
import io.obdio.socketio.server.InMemoryAdapter;
import io.obdio.socketio.server.ServerOptions;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * An adapter that keeps, within bounds, what a client that reconnects has missed: every reliable
 * event carries an offset as its last argument, and the states of disconnected clients are kept for
 * a while. Safe for use by any thread.
 */
final class RecoveringAdapter extends InMemoryAdapter {
  private record Logged(
      long number, long time, BroadcastEvent event, Selection selection, long bytes) {}

  private record Saved(SavedSession session, long time) {}

  private final ServerOptions.Recovery bounds;
  private final LongSupplier clockMillis;
  private final MemoryBudget budget;
  private final String prefix = EngineServer.newId().substring(0, 8) + ".";
  private final Object lock = new Object();

  @GuardedBy("lock")
  private final Deque<Logged> log = new ArrayDeque<>();

  @GuardedBy("lock")
  private final Map<String, Saved> saved = new LinkedHashMap<>();

  @GuardedBy("lock")
  private long last;

  /**
   * Creates an adapter.
   *
   * @param clockMillis the current time in ms
   * @param budget bytes for the events that are kept
   */
  RecoveringAdapter(
      LocalSockets local,
      ServerOptions.Recovery bounds,
      LongSupplier clockMillis,
      MemoryBudget budget) {
    super(local);
    this.bounds = bounds;
    this.budget = budget;
    this.clockMillis = clockMillis;
  }

  @Override
  public void broadcast(BroadcastEvent event, Selection selection) {
    if (event.delivery() != Delivery.RELIABLE) {
      super.broadcast(event, selection);
      return;
    }
    // Numbering and delivering are one step, so that clients see the offsets in order.
    synchronized (lock) {
      long number = ++last;
      List<@Nullable Object> args = new ArrayList<>(event.args());
      args.add(prefix + Long.toString(number, Character.MAX_RADIX));
      BroadcastEvent numbered =
          new BroadcastEvent(
              event.event(), Collections.unmodifiableList(args), Delivery.RELIABLE, null);
      log(new Logged(number, clockMillis.getAsLong(), numbered, selection, Sizes.of(args)));
      super.broadcast(numbered, selection);
    }
  }

  /** Logs an event; while the budget is used up, the oldest events are dropped. */
  @GuardedBy("lock")
  private void log(Logged entry) {
    prune();
    while (!budget.reserveKept(entry.bytes())) {
      if (log.isEmpty()) {
        return; // clients that miss this event cannot recover
      }
      dropOldest();
    }
    log.add(entry);
    if (log.size() > bounds.maxEvents()) {
      dropOldest();
    }
  }

  @GuardedBy("lock")
  private void dropOldest() {
    budget.releaseKept(log.remove().bytes());
  }

  @GuardedBy("lock")
  private void prune() {
    long oldest = clockMillis.getAsLong() - bounds.maxDisconnection().toMillis();
    while (!log.isEmpty() && log.element().time() < oldest) {
      dropOldest();
    }
    Iterator<Saved> states = saved.values().iterator();
    while (states.hasNext()) {
      Saved state = states.next();
      if (state.time() >= oldest && saved.size() <= bounds.maxSessions()) {
        break;
      }
      states.remove();
    }
  }

  @Override
  public void saveSession(SavedSession session) {
    synchronized (lock) {
      saved.put(session.privateId(), new Saved(session, clockMillis.getAsLong()));
      prune();
    }
  }

  @Override
  public CompletionStage<Optional<SavedSession>> restoreSession(String privateId, String offset) {
    synchronized (lock) {
      prune();
      Saved state = saved.get(privateId);
      if (state == null || !complete(number(offset))) {
        return CompletableFuture.completedFuture(Optional.empty());
      }
      saved.remove(privateId);
      return CompletableFuture.completedFuture(Optional.of(state.session()));
    }
  }

  /** Returns whether no event between an offset and the oldest kept one is missing. */
  @GuardedBy("lock")
  private boolean complete(long seen) {
    long firstKept = log.isEmpty() ? last + 1 : log.element().number();
    return seen >= 0 && seen <= last && seen + 1 >= firstKept;
  }

  @Override
  public CompletionStage<Optional<List<BroadcastEvent>>> missedEvents(
      SavedSession session, String offset) {
    long seen = number(offset);
    List<BroadcastEvent> missed = new ArrayList<>();
    synchronized (lock) {
      if (!complete(seen)) {
        return CompletableFuture.completedFuture(Optional.empty());
      }
      for (Logged entry : log) {
        if (entry.number() > seen && selected(session, entry.selection())) {
          missed.add(entry.event());
        }
      }
    }
    return CompletableFuture.completedFuture(Optional.of(missed));
  }

  private long number(String offset) {
    if (!offset.startsWith(prefix)) {
      return -1;
    }
    try {
      return Long.parseLong(offset.substring(prefix.length()), Character.MAX_RADIX);
    } catch (NumberFormatException e) {
      return -1;
    }
  }

  private static boolean selected(SavedSession session, Selection selection) {
    Set<String> rooms = new HashSet<>(session.rooms());
    rooms.add(session.id());
    boolean in = selection.rooms().isEmpty() || !Collections.disjoint(rooms, selection.rooms());
    return in && Collections.disjoint(rooms, selection.except());
  }

  @Override
  public void close() {
    synchronized (lock) {
      while (!log.isEmpty()) {
        dropOldest();
      }
      saved.clear();
    }
  }

  /** Returns the number of states kept, for tests. */
  int kept() {
    synchronized (lock) {
      prune();
      return saved.size();
    }
  }
}
