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
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * An adapter that keeps the rooms of one server in memory. Safe for use by any thread; the lock is
 * not held during deliveries. A socket's own room is not stored: its id represents it.
 */
public class InMemoryAdapter implements Adapter {
  private final LocalSockets local;
  private volatile @Nullable RoomListener roomListener;

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
  public void roomListener(RoomListener listener) {
    roomListener = listener;
  }

  @Override
  public void join(String id, Set<String> rooms) {
    Changes changes = new Changes();
    synchronized (this) {
      for (String room : rooms) {
        if (!room.equals(id) && roomsBySocket.computeIfAbsent(id, s -> new HashSet<>()).add(room)) {
          Set<String> members = socketsByRoom.computeIfAbsent(room, r -> new HashSet<>());
          changes.joined(room, members.isEmpty());
          members.add(id);
        }
      }
    }
    changes.report(id);
  }

  @Override
  public void leave(String id, Set<String> rooms) {
    Changes changes = new Changes();
    synchronized (this) {
      Set<String> mine = roomsBySocket.get(id);
      if (mine == null) {
        return;
      }
      for (String room : rooms) {
        if (mine.remove(room)) {
          leaveRoom(id, room, changes);
        }
      }
      if (mine.isEmpty()) {
        roomsBySocket.remove(id);
      }
    }
    changes.report(id);
  }

  @GuardedBy("this")
  private void leaveRoom(String id, String room, Changes changes) {
    Set<String> members = socketsByRoom.get(room);
    if (members != null && members.remove(id)) {
      changes.left(room, members.isEmpty());
      if (members.isEmpty()) {
        socketsByRoom.remove(room);
      }
    }
  }

  @Override
  public void leaveAll(String id) {
    Changes changes = new Changes();
    synchronized (this) {
      Set<String> mine = roomsBySocket.remove(id);
      if (mine != null) {
        for (String room : mine) {
          leaveRoom(id, room, changes);
        }
      }
    }
    changes.report(id);
  }

  /** The changes of rooms, reported without the lock; empty without a listener. */
  private final class Changes {
    private final @Nullable RoomListener listener = roomListener;
    private @Nullable List<BiConsumer<RoomListener, String>> reports;

    private void add(BiConsumer<RoomListener, String> report) {
      if (listener != null) {
        List<BiConsumer<RoomListener, String>> list = reports;
        if (list == null) {
          list = new ArrayList<>(2);
          reports = list;
        }
        list.add(report);
      }
    }

    void joined(String room, boolean created) {
      if (created) {
        add((to, id) -> to.onCreate(room));
      }
      add((to, id) -> to.onJoin(room, id));
    }

    void left(String room, boolean deleted) {
      add((to, id) -> to.onLeave(room, id));
      if (deleted) {
        add((to, id) -> to.onDelete(room));
      }
    }

    void report(String id) {
      RoomListener to = listener;
      List<BiConsumer<RoomListener, String>> list = reports;
      if (to != null && list != null) {
        list.forEach(report -> report.accept(to, id));
      }
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
