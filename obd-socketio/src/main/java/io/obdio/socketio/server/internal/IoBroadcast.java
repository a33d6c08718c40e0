package io.obdio.socketio.server.internal;

import io.obdio.socketio.server.Adapter.BroadcastEvent;
import io.obdio.socketio.server.Adapter.Delivery;
import io.obdio.socketio.server.Adapter.Selection;
import io.obdio.socketio.server.Broadcast;
import io.obdio.socketio.server.RemoteSocket;
import java.time.Duration;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** A selection of clients of a namespace; immutable. */
final class IoBroadcast implements Broadcast {
  private final IoNamespace namespace;
  private final Selection selection;
  private final Delivery delivery;
  private final @Nullable String key;

  IoBroadcast(IoNamespace namespace, Selection selection, Delivery delivery, @Nullable String key) {
    this.namespace = namespace;
    this.selection = selection;
    this.delivery = delivery;
    this.key = key;
  }

  static IoBroadcast everybody(IoNamespace namespace) {
    Selection all = new Selection(Set.of(), Set.of(), false);
    return new IoBroadcast(namespace, all, Delivery.RELIABLE, null);
  }

  private IoBroadcast with(Selection other) {
    return new IoBroadcast(namespace, other, delivery, key);
  }

  private static Set<String> plus(Set<String> set, String... more) {
    Set<String> result = new HashSet<>(set);
    Collections.addAll(result, more);
    return result;
  }

  @Override
  public Broadcast to(String... rooms) {
    return with(
        new Selection(plus(selection.rooms(), rooms), selection.except(), selection.local()));
  }

  @Override
  public Broadcast except(String... rooms) {
    return with(
        new Selection(selection.rooms(), plus(selection.except(), rooms), selection.local()));
  }

  @Override
  public Broadcast local() {
    return with(new Selection(selection.rooms(), selection.except(), true));
  }

  @Override
  public Broadcast asVolatile() {
    return new IoBroadcast(namespace, selection, Delivery.VOLATILE, null);
  }

  @Override
  public Broadcast latest(String newKey) {
    return new IoBroadcast(namespace, selection, Delivery.LATEST, newKey);
  }

  private BroadcastEvent event(String event, @Nullable Object[] args) {
    IoSocket.checkName(event);
    List<@Nullable Object> list = Arguments.list(args);
    return new BroadcastEvent(event, list, delivery, key);
  }

  @Override
  public void emit(String event, @Nullable Object... args) {
    namespace.adapter().broadcast(event(event, args), selection);
  }

  @Override
  public CompletionStage<List<List<@Nullable Object>>> emitWithAck(
      Duration timeout, String event, @Nullable Object... args) {
    return namespace.adapter().broadcastWithAck(event(event, args), selection, timeout);
  }

  @Override
  public CompletionStage<List<RemoteSocket>> fetchSockets() {
    return namespace.adapter().fetchSockets(selection);
  }

  @Override
  public void socketsJoin(String... rooms) {
    namespace.adapter().addSockets(selection, plus(Set.of(), rooms));
  }

  @Override
  public void socketsLeave(String... rooms) {
    namespace.adapter().removeSockets(selection, plus(Set.of(), rooms));
  }

  @Override
  public void disconnectSockets(boolean close) {
    namespace.adapter().disconnectSockets(selection, close);
  }
}
