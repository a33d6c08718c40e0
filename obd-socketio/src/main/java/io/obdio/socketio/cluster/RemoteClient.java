package io.obdio.socketio.cluster;

import io.obdio.socketio.server.Adapter;
import io.obdio.socketio.server.Adapter.BroadcastEvent;
import io.obdio.socketio.server.Adapter.Delivery;
import io.obdio.socketio.server.Adapter.Selection;
import io.obdio.socketio.server.Handshake;
import io.obdio.socketio.server.RemoteSocket;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A client of another server. What is done to it is sent to the room of its id. */
final class RemoteClient implements RemoteSocket {
  private final Adapter adapter;
  private final ClusterSocket socket;
  private final Selection itself;

  RemoteClient(Adapter adapter, ClusterSocket socket) {
    this.adapter = adapter;
    this.socket = socket;
    this.itself = new Selection(Set.of(socket.id()), Set.of(), false);
  }

  @Override
  public String id() {
    return socket.id();
  }

  @Override
  public Handshake handshake() {
    return socket.handshake();
  }

  @Override
  public Set<String> rooms() {
    return socket.rooms();
  }

  @Override
  public Map<String, Object> data() {
    return socket.data();
  }

  @Override
  public void emit(String event, @Nullable Object... args) {
    adapter.broadcast(
        new BroadcastEvent(event, Arrays.asList(args), Delivery.RELIABLE, null), itself);
  }

  @Override
  public void join(String... rooms) {
    adapter.addSockets(itself, Set.of(rooms));
  }

  @Override
  public void leave(String... rooms) {
    adapter.removeSockets(itself, Set.of(rooms));
  }

  @Override
  public void disconnect(boolean close) {
    adapter.disconnectSockets(itself, close);
  }
}
