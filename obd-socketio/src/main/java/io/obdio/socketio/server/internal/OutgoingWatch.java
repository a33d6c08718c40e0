package io.obdio.socketio.server.internal;

import io.obdio.socketio.server.Adapter.BroadcastEvent;
import io.obdio.socketio.server.Adapter.LocalSockets;
import io.obdio.socketio.server.OutgoingListener;
import io.obdio.socketio.server.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The sockets of a namespace with their {@linkplain OutgoingListener outgoing listeners}, which are
 * notified of broadcasts; without effect until a socket has one. Safe for use by any thread.
 */
final class OutgoingWatch implements LocalSockets {
  private final LocalSockets sockets;
  private final Map<String, IoSocket> byId;
  private volatile boolean watching;

  OutgoingWatch(LocalSockets sockets, Map<String, IoSocket> byId) {
    this.sockets = sockets;
    this.byId = byId;
  }

  /** Enables the listeners; from now on each broadcast looks for them. */
  void watch() {
    watching = true;
  }

  private void notifyListeners(Set<String> ids, BroadcastEvent event) {
    if (watching) {
      for (String id : ids) {
        IoSocket socket = byId.get(id);
        if (socket != null) {
          socket.notifyOutgoing(event.event(), event.args());
        }
      }
    }
  }

  @Override
  public String namespace() {
    return sockets.namespace();
  }

  @Override
  public Set<String> ids() {
    return sockets.ids();
  }

  @Override
  public void deliver(Set<String> ids, BroadcastEvent event) {
    notifyListeners(ids, event);
    sockets.deliver(ids, event);
  }

  @Override
  public CompletionStage<List<List<@Nullable Object>>> deliverWithAck(
      Set<String> ids,
      BroadcastEvent event,
      Duration timeout,
      Consumer<List<@Nullable Object>> each) {
    notifyListeners(ids, event);
    return sockets.deliverWithAck(ids, event, timeout, each);
  }

  @Override
  public Optional<Socket> find(String id) {
    return sockets.find(id);
  }

  @Override
  public void serverSideEvent(String event, List<@Nullable Object> args) {
    sockets.serverSideEvent(event, args);
  }

  @Override
  public CompletionStage<List<@Nullable Object>> serverSideEventWithAck(
      String event, List<@Nullable Object> args) {
    return sockets.serverSideEventWithAck(event, args);
  }
}
