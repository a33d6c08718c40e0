package io.obdio.socketio.cluster;

import io.obdio.socketio.cluster.ClusterMessage.Broadcast;
import io.obdio.socketio.cluster.ClusterMessage.BroadcastRequest;
import io.obdio.socketio.cluster.ClusterMessage.ClientAck;
import io.obdio.socketio.cluster.ClusterMessage.ClientCount;
import io.obdio.socketio.cluster.ClusterMessage.Disconnect;
import io.obdio.socketio.cluster.ClusterMessage.Exchange;
import io.obdio.socketio.cluster.ClusterMessage.FetchSockets;
import io.obdio.socketio.cluster.ClusterMessage.FetchedSockets;
import io.obdio.socketio.cluster.ClusterMessage.Join;
import io.obdio.socketio.cluster.ClusterMessage.Leave;
import io.obdio.socketio.cluster.ClusterMessage.ServerSideAnswer;
import io.obdio.socketio.cluster.ClusterMessage.ServerSideEvent;
import io.obdio.socketio.cluster.ClusterMessage.ServerSideRequest;
import io.obdio.socketio.server.Adapter.BroadcastEvent;
import io.obdio.socketio.server.Adapter.Delivery;
import io.obdio.socketio.server.Adapter.LocalSockets;
import io.obdio.socketio.server.Adapter.Selection;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The receiver of the messages of other servers for one namespace. */
final class ClusterMember implements ClusterBus.Member {
  private final String uid;
  private final LocalSockets local;
  private final ClusterBus bus;
  private final ClusterAdapter adapter;
  private final Requests requests;
  private final Runnable onDisconnected;
  private final boolean recovery;

  ClusterMember(
      String uid,
      LocalSockets local,
      ClusterBus bus,
      ClusterAdapter adapter,
      Requests requests,
      Runnable onDisconnected,
      boolean recovery) {
    this.uid = uid;
    this.local = local;
    this.bus = bus;
    this.adapter = adapter;
    this.requests = requests;
    this.onDisconnected = onDisconnected;
    this.recovery = recovery;
  }

  @Override
  public String uid() {
    return uid;
  }

  @Override
  public String namespace() {
    return local.namespace();
  }

  @Override
  public boolean hasRoom(String room) {
    return !adapter.sockets(new Selection(Set.of(room), Set.of(), true)).isEmpty();
  }

  @Override
  public Set<String> rooms() {
    Set<String> rooms = adapter.rooms();
    rooms.removeAll(local.ids());
    return rooms;
  }

  @Override
  public Set<String> sockets(Selection selection) {
    return adapter.sockets(selection);
  }

  @Override
  public void disconnected() {
    onDisconnected.run();
  }

  @Override
  public void received(Envelope envelope, @Nullable String offset) {
    ClusterMessage message = envelope.message();
    if (message instanceof Broadcast broadcast) {
      broadcast(broadcast.event(), broadcast.to(), offset);
    } else if (message instanceof Join join) {
      adapter.addSockets(join.to(), join.rooms());
    } else if (message instanceof Leave leave) {
      adapter.removeSockets(leave.to(), leave.rooms());
    } else if (message instanceof Disconnect disconnect) {
      adapter.disconnectSockets(disconnect.to(), disconnect.close());
    } else if (message instanceof ServerSideEvent event) {
      local.serverSideEvent(event.event(), event.args());
    } else if (message instanceof BroadcastRequest request) {
      acknowledge(request, envelope.uid());
    } else if (message instanceof FetchSockets fetch) {
      answer(envelope.uid(), new FetchedSockets(fetch.requestId(), describe(fetch.to())));
    } else if (message instanceof ServerSideRequest request) {
      var unused =
          local
              .serverSideEventWithAck(request.event(), request.args())
              .thenAccept(
                  args -> answer(envelope.uid(), new ServerSideAnswer(request.requestId(), args)));
    } else if (message instanceof Exchange answer) {
      requests.answered(answer);
    }
  }

  private void broadcast(BroadcastEvent event, Selection to, @Nullable String offset) {
    if (recovery && offset != null && event.delivery() == Delivery.RELIABLE) {
      adapter.deliver(Missed.withOffset(event, offset), to);
    } else {
      adapter.deliver(event, to);
    }
  }

  private void acknowledge(BroadcastRequest request, String asker) {
    adapter.deliver(
        request,
        clients -> answer(asker, new ClientCount(request.requestId(), clients)),
        args -> answer(asker, new ClientAck(request.requestId(), args)));
  }

  private List<ClusterSocket> describe(Selection to) {
    List<ClusterSocket> sockets = new ArrayList<>();
    for (String id : adapter.sockets(to)) {
      local
          .find(id)
          .ifPresent(
              socket ->
                  sockets.add(
                      new ClusterSocket(
                          id, socket.handshake(), socket.rooms(), PlainValues.of(socket.data()))));
    }
    return sockets;
  }

  private void answer(String asker, ClusterMessage message) {
    bus.publish(new Envelope(uid, local.namespace(), message), asker);
  }
}
