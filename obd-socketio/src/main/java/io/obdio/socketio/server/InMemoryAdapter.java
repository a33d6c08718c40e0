package io.obdio.socketio.server;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.obdio.socketio.server.internal.LocalRemoteSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * An adapter that keeps the rooms of one server in memory. Safe for use by any thread; the lock is
 * not held during deliveries. A socket's own room is not stored: its id represents it.
 */
public class InMemoryAdapter implements Adapter {
  private final LocalSockets local;

  @GuardedBy("this")
  private final Map<String, Set<String>> socketsByRoom = new HashMap<>();

  @GuardedBy("this")
  private final Map<String, Set<String>> roomsBySocket = new HashMap<>();

  /** Creates an adapter without rooms. */
  public InMemoryAdapter(LocalSockets local) {
    this.local = local;
  }

  /** Returns the sockets of this server. */
  protected final LocalSockets local() {
    return local;
  }

  @Override
  public synchronized void join(String id, Set<String> rooms) {
    for (String room : rooms) {
      if (!room.equals(id)) {
        socketsByRoom.computeIfAbsent(room, r -> new HashSet<>()).add(id);
        roomsBySocket.computeIfAbsent(id, s -> new HashSet<>()).add(room);
      }
    }
  }

  @Override
  public synchronized void leave(String id, Set<String> rooms) {
    Set<String> mine = roomsBySocket.get(id);
    if (mine == null) {
      return;
    }
    for (String room : rooms) {
      if (mine.remove(room)) {
        leaveRoom(id, room);
      }
    }
    if (mine.isEmpty()) {
      roomsBySocket.remove(id);
    }
  }

  @GuardedBy("this")
  private void leaveRoom(String id, String room) {
    Set<String> members = socketsByRoom.get(room);
    if (members != null && members.remove(id) && members.isEmpty()) {
      socketsByRoom.remove(room);
    }
  }

  @Override
  public synchronized void leaveAll(String id) {
    Set<String> mine = roomsBySocket.remove(id);
    if (mine != null) {
      mine.forEach(room -> leaveRoom(id, room));
    }
  }

  @Override
  public synchronized Set<String> rooms(String id) {
    Set<String> result = new HashSet<>(roomsBySocket.getOrDefault(id, Set.of()));
    result.add(id);
    return result;
  }

  @Override
  public Set<String> rooms() {
    Set<String> result = new HashSet<>(local.ids());
    synchronized (this) {
      result.addAll(socketsByRoom.keySet());
    }
    return result;
  }

  @Override
  public Set<String> sockets(Selection selection) {
    return all(selection) ? Set.copyOf(local.ids()) : chosen(selection);
  }

  private static boolean all(Selection selection) {
    return selection.rooms().isEmpty() && selection.except().isEmpty();
  }

  /** Behaves as {@link #sockets}, without the copy of thousands of ids if all are selected. */
  private Set<String> selected(Selection selection) {
    return all(selection) ? local.ids() : chosen(selection);
  }

  private Set<String> chosen(Selection selection) {
    Set<String> all = local.ids();
    Set<String> result = selection.rooms().isEmpty() ? new HashSet<>(all) : new HashSet<>();
    synchronized (this) {
      for (String room : selection.rooms()) {
        result.addAll(socketsByRoom.getOrDefault(room, Set.of()));
        if (all.contains(room)) {
          result.add(room);
        }
      }
      for (String room : selection.except()) {
        result.removeAll(socketsByRoom.getOrDefault(room, Set.of()));
        result.remove(room);
      }
    }
    return result;
  }

  @Override
  public void broadcast(BroadcastEvent event, Selection selection) {
    local.deliver(selected(selection), event);
  }

  @Override
  public CompletionStage<List<List<@Nullable Object>>> broadcastWithAck(
      BroadcastEvent event, Selection selection, Duration timeout) {
    return local.deliverWithAck(selected(selection), event, timeout);
  }

  @Override
  public CompletionStage<List<RemoteSocket>> fetchSockets(Selection selection) {
    List<RemoteSocket> result = new ArrayList<>();
    for (String id : sockets(selection)) {
      local.find(id).ifPresent(socket -> result.add(new LocalRemoteSocket(socket)));
    }
    return CompletableFuture.completedFuture(result);
  }

  @Override
  public void addSockets(Selection selection, Set<String> rooms) {
    sockets(selection).forEach(id -> join(id, rooms));
  }

  @Override
  public void removeSockets(Selection selection, Set<String> rooms) {
    sockets(selection).forEach(id -> leave(id, rooms));
  }

  @Override
  public void disconnectSockets(Selection selection, boolean close) {
    sockets(selection).forEach(id -> local.find(id).ifPresent(s -> s.disconnect(close)));
  }

  @Override
  public void serverSideEmit(String event, List<@Nullable Object> args) {
    // There are no other servers.
  }
}
