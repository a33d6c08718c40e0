package io.obdio.socketio.cluster;

import io.obdio.socketio.cluster.ClusterMessage.Broadcast;
import io.obdio.socketio.cluster.ClusterMessage.BroadcastRequest;
import io.obdio.socketio.cluster.ClusterMessage.Disconnect;
import io.obdio.socketio.cluster.ClusterMessage.FetchSockets;
import io.obdio.socketio.cluster.ClusterMessage.Join;
import io.obdio.socketio.cluster.ClusterMessage.Leave;
import io.obdio.socketio.cluster.ClusterMessage.ServerSideEvent;
import io.obdio.socketio.cluster.ClusterMessage.ServerSideRequest;
import io.obdio.socketio.server.InMemoryAdapter;
import io.obdio.socketio.server.RemoteSocket;
import io.obdio.socketio.server.RoomListener;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * An adapter that connects the servers of a cluster. What concerns the clients of this server is
 * done at once, whether the store is reachable or not; the other servers receive messages. With
 * recovery, a reliable event is delivered when the store has given it its offset, or without one as
 * soon as the store is not reachable. Safe for use by any thread; never blocks.
 */
public final class ClusterAdapter extends InMemoryAdapter {
  private final ClusterBus bus;
  private final ClusterMember member;
  private final Requests requests = new Requests();
  private final Duration requestTimeout;
  private final @Nullable Duration recovery;
  private final OrderedDelivery ordered = new OrderedDelivery(super::broadcast);

  /**
   * Creates an adapter and joins the cluster.
   *
   * @param requestTimeout time to wait for the answers of other servers
   * @param recovery time that the state of a disconnected client is kept; null without recovery
   */
  public ClusterAdapter(
      LocalSockets local, ClusterBus bus, Duration requestTimeout, @Nullable Duration recovery) {
    super(local);
    this.bus = bus;
    this.requestTimeout = requestTimeout;
    this.recovery = recovery;
    this.member =
        new ClusterMember(
            Requests.newId(), local, bus, this, requests, ordered::release, recovery != null);
    bus.join(member);
    roomListener(new RoomListener() {});
  }

  /** Adds the bus to the listener, which receives only the rooms that several clients may have. */
  @Override
  public void roomListener(RoomListener listener) {
    super.roomListener(
        new RoomListener() {
          @Override
          public void onCreate(String room) {
            bus.roomChanged(member, room);
            listener.onCreate(room);
          }

          @Override
          public void onDelete(String room) {
            bus.roomChanged(member, room);
            listener.onDelete(room);
          }

          @Override
          public void onJoin(String room, String socketId) {
            listener.onJoin(room, socketId);
          }

          @Override
          public void onLeave(String room, String socketId) {
            listener.onLeave(room, socketId);
          }
        });
  }

  private Envelope envelope(ClusterMessage message) {
    return new Envelope(member.uid(), member.namespace(), message);
  }

  @Override
  public void broadcast(BroadcastEvent event, Selection selection) {
    if (selection.local()) {
      super.broadcast(event, selection);
      return;
    }
    Envelope envelope = envelope(new Broadcast(event, selection));
    if (event.delivery() != Delivery.RELIABLE) {
      super.broadcast(event, selection);
      if (bus.isConnected()) { // an event that may be dropped is not kept for later
        bus.append(envelope);
      }
    } else if (recovery == null) {
      super.broadcast(event, selection);
      bus.append(envelope);
    } else {
      ordered.add(event, selection, () -> bus.append(envelope), bus.isConnected());
    }
  }

  /** Delivers an event of another server to the clients of this one. */
  void deliver(BroadcastEvent event, Selection selection) {
    super.broadcast(event, selection);
  }

  @Override
  public CompletionStage<List<List<@Nullable Object>>> broadcastWithAck(
      BroadcastEvent event, Selection selection, Duration timeout) {
    if (selection.local()) {
      return super.broadcastWithAck(event, selection, timeout);
    }
    AckCollector collector = new AckCollector();
    String id = Requests.newId();
    requests.add(id, collector, timeout);
    Set<String> ids = sockets(selection);
    collector.counted(ids.size());
    // A failure is a client that did not acknowledge: the collector misses it and reports it.
    local().deliverWithAck(ids, event, timeout, collector::acknowledged);
    bus.publish(envelope(new BroadcastRequest(id, event, selection, timeout)), null);
    var unused =
        inTime(bus.members(member.namespace()))
            .whenComplete((members, failure) -> collector.servers(failure == null ? members : 1));
    return collector.result();
  }

  /** Delivers an event of another server that awaits the acknowledgements of the clients. */
  void deliver(
      BroadcastRequest request, IntConsumer counted, Consumer<List<@Nullable Object>> each) {
    Set<String> ids = sockets(request.to());
    counted.accept(ids.size());
    local().deliverWithAck(ids, request.event(), request.timeout(), each);
  }

  @Override
  public CompletionStage<List<RemoteSocket>> fetchSockets(Selection selection) {
    CompletionStage<List<RemoteSocket>> own = super.fetchSockets(selection);
    if (selection.local()) {
      return own;
    }
    return own.thenCompose(
        sockets ->
            others()
                .thenCompose(
                    servers -> {
                      if (servers == 0) {
                        return CompletableFuture.completedFuture(sockets);
                      }
                      SocketCollector collector =
                          new SocketCollector(
                              sockets, servers, socket -> new RemoteClient(this, socket));
                      String id = Requests.newId();
                      requests.add(id, collector, requestTimeout);
                      bus.publish(envelope(new FetchSockets(id, selection)), null);
                      return collector.result();
                    }));
  }

  /** Returns the number of other servers; 0 if the store does not answer. */
  private CompletionStage<Integer> others() {
    return inTime(bus.members(member.namespace()))
        .handle((members, failure) -> failure == null ? Math.max(0, members - 1) : 0);
  }

  /** Returns the answer of the store; fails if it does not arrive within the request timeout. */
  private <T> CompletableFuture<T> inTime(CompletionStage<T> answer) {
    return answer
        .toCompletableFuture()
        .copy()
        .orTimeout(requestTimeout.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public void addSockets(Selection selection, Set<String> rooms) {
    super.addSockets(selection, rooms);
    forward(selection, new Join(selection, rooms));
  }

  @Override
  public void removeSockets(Selection selection, Set<String> rooms) {
    super.removeSockets(selection, rooms);
    forward(selection, new Leave(selection, rooms));
  }

  @Override
  public void disconnectSockets(Selection selection, boolean close) {
    super.disconnectSockets(selection, close);
    forward(selection, new Disconnect(selection, close));
  }

  private void forward(Selection selection, ClusterMessage message) {
    if (!selection.local()) {
      bus.append(envelope(message));
    }
  }

  @Override
  public void serverSideEmit(String event, List<@Nullable Object> args) {
    bus.publish(envelope(new ServerSideEvent(event, args)), null);
  }

  @Override
  public CompletionStage<List<List<@Nullable Object>>> serverSideEmitWithAck(
      String event, List<@Nullable Object> args, Duration timeout) {
    return others()
        .thenCompose(
            servers -> {
              if (servers == 0) {
                return CompletableFuture.completedFuture(List.of());
              }
              ServerAnswerCollector collector = new ServerAnswerCollector(servers);
              String id = Requests.newId();
              requests.add(id, collector, timeout);
              bus.publish(envelope(new ServerSideRequest(id, event, args)), null);
              return collector.result();
            });
  }

  @Override
  public void saveSession(SavedSession session) {
    if (recovery != null) {
      bus.save(
          new SavedSession(
              session.id(), session.privateId(), session.rooms(), PlainValues.of(session.data())),
          recovery);
    }
  }

  @Override
  public CompletionStage<Optional<SavedSession>> restoreSession(String privateId, String offset) {
    return recovery == null
        ? CompletableFuture.completedFuture(Optional.empty())
        : inTime(bus.take(member.namespace(), privateId, offset))
            .exceptionally(failure -> Optional.empty());
  }

  @Override
  public CompletionStage<Optional<List<BroadcastEvent>>> missedEvents(
      SavedSession session, String offset) {
    return inTime(bus.after(member.namespace(), offset))
        .thenApply(entries -> Optional.of(Missed.events(session, entries)))
        .exceptionally(failure -> Optional.empty());
  }

  @Override
  public void close() {
    bus.leave(member);
    requests.close();
    ordered.release();
    super.close();
  }
}
