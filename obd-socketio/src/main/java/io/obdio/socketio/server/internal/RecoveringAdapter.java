package io.obdio.socketio.server.internal;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.obdio.socketio.engineio.server.EngineServer;
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
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * An adapter that keeps, within bounds, what a client that reconnects has missed: every reliable
 * event carries an offset as its last argument, and the states of disconnected clients are kept for
 * a while. Safe for use by any thread.
 */
final class RecoveringAdapter extends InMemoryAdapter {
  private record Logged(long number, long time, BroadcastEvent event, Selection selection) {}

  private record Saved(SavedSession session, long time) {}

  private final ServerOptions.Recovery bounds;
  private final LongSupplier clockMillis;
  private final String prefix = EngineServer.newId().substring(0, 8) + ".";
  private final Object lock = new Object();

  @GuardedBy("lock")
  private final Deque<Logged> log = new ArrayDeque<>();

  @GuardedBy("lock")
  private final Map<String, Saved> saved = new LinkedHashMap<>();

  @GuardedBy("lock")
  private long last;

  RecoveringAdapter(LocalSockets local, ServerOptions.Recovery bounds, LongSupplier clockMillis) {
    super(local);
    this.bounds = bounds;
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
      log.add(new Logged(number, clockMillis.getAsLong(), numbered, selection));
      prune();
      super.broadcast(numbered, selection);
    }
  }

  @GuardedBy("lock")
  private void prune() {
    long oldest = clockMillis.getAsLong() - bounds.maxDisconnection().toMillis();
    while (log.size() > bounds.maxEvents() || !log.isEmpty() && log.peek().time() < oldest) {
      log.remove();
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
  public Optional<RestoredSession> restoreSession(String privateId, String offset) {
    synchronized (lock) {
      prune();
      Saved state = saved.get(privateId);
      long seen = number(offset);
      // Complete means that no event between the client's offset and the oldest kept one is
      // missing.
      long firstKept = log.isEmpty() ? last + 1 : log.peek().number();
      if (state == null || seen < 0 || seen > last || seen + 1 < firstKept) {
        return Optional.empty();
      }
      saved.remove(privateId);
      List<BroadcastEvent> missed = new ArrayList<>();
      for (Logged entry : log) {
        if (entry.number() > seen && selected(state.session(), entry.selection())) {
          missed.add(entry.event());
        }
      }
      return Optional.of(new RestoredSession(state.session(), missed));
    }
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

  /** Returns the number of states kept, for tests. */
  int kept() {
    synchronized (lock) {
      prune();
      return saved.size();
    }
  }
}
