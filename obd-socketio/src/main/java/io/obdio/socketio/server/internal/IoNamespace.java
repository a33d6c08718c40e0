package io.obdio.socketio.server.internal;

import io.netty.buffer.ByteBuf;
import io.obdio.socketio.json.JsonCodec;
import io.obdio.socketio.json.JsonException;
import io.obdio.socketio.netty.FatalErrors;
import io.obdio.socketio.protocol.Packet;
import io.obdio.socketio.protocol.PacketType;
import io.obdio.socketio.protocol.frames.FrameParser;
import io.obdio.socketio.server.Adapter;
import io.obdio.socketio.server.Broadcast;
import io.obdio.socketio.server.ConnectListener;
import io.obdio.socketio.server.DisconnectListener;
import io.obdio.socketio.server.DisconnectReason;
import io.obdio.socketio.server.ErrorListener;
import io.obdio.socketio.server.EventFunction;
import io.obdio.socketio.server.EventListener;
import io.obdio.socketio.server.Middleware;
import io.obdio.socketio.server.Namespace;
import io.obdio.socketio.server.PreparedEvent;
import io.obdio.socketio.server.RoomListener;
import io.obdio.socketio.server.ServerOptions;
import io.obdio.socketio.server.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A namespace. Safe for use by any thread. */
final class IoNamespace extends Everybody implements Namespace {
  private static final Logger LOG = LoggerFactory.getLogger(IoNamespace.class);

  private final IoServer server;
  private final String name;
  private final Map<String, IoSocket> sockets = new ConcurrentHashMap<>();
  private final Listeners listeners = new Listeners();
  private final Admission admission = new Admission(this);
  private final ServerSideEvents serverSide;
  private final RoomListeners rooms = new RoomListeners();
  private final AtomicLong ackIds = new AtomicLong();
  private final Dispatcher dispatcher;
  private final OutgoingWatch outgoing;
  private final Adapter adapter;
  private final IoBroadcast everybody;
  private volatile boolean dynamic;

  IoNamespace(IoServer server, String name, Adapter.Factory adapters) {
    this.server = server;
    this.name = name;
    this.everybody = IoBroadcast.everybody(this);
    this.dispatcher = new Dispatcher(name, listeners);
    this.outgoing = new OutgoingWatch(new NamespaceSockets(this, sockets), sockets);
    this.serverSide = new ServerSideEvents(name);
    this.adapter = adapters.create(outgoing);
    adapter.roomListener(rooms);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Adapter adapter() {
    return adapter;
  }

  @Override
  Broadcast everybody() {
    return everybody;
  }

  int maxQueuedMessages() {
    return server.options().engine().maxQueuedMessages();
  }

  int maxPendingAcks() {
    return server.options().maxPendingAcks();
  }

  FrameParser parser() {
    return server.parser();
  }

  JsonCodec json() {
    return server.json();
  }

  boolean recovering() {
    return recovery() != null;
  }

  ServerOptions.@Nullable Recovery recovery() {
    return server.options().recovery();
  }

  long nextAckId() {
    return ackIds.getAndIncrement();
  }

  void setDynamic() {
    dynamic = true;
  }

  boolean isDynamic() {
    return dynamic;
  }

  int size() {
    return sockets.size();
  }

  /** Returns the frames of an event; the caller owns them. */
  ByteBuf event(long ackId, String event, List<@Nullable Object> args) {
    List<@Nullable Object> payload = new ArrayList<>(args.size() + 1);
    payload.add(event);
    payload.addAll(args);
    try {
      return server.parser().encode(PacketType.EVENT, name, ackId, payload);
    } catch (JsonException e) {
      throw new IllegalArgumentException("event '" + event + "': " + e.getMessage(), e);
    }
  }

  // ---- connecting and disconnecting, on the client's loop

  void connect(IoClient client, Map<String, @Nullable Object> auth) {
    admission.connect(client, auth);
  }

  /**
   * Registers a socket that was admitted.
   *
   * @return whether the namespace exists; a dynamic one may have been removed meanwhile
   */
  boolean register(IoSocket socket) {
    sockets.put(socket.id(), socket);
    if (!server.isCurrent(this)) {
      sockets.remove(socket.id(), socket);
      return false;
    }
    rooms.entered(socket.id());
    return true;
  }

  void removed(IoSocket socket) {
    sockets.remove(socket.id(), socket);
    adapter.leaveAll(socket.id());
    rooms.gone(socket.id());
    server.removeIfEmpty(this);
  }

  void disconnecting(IoSocket socket, DisconnectReason reason, @Nullable Listeners own) {
    notifyOf(socket, reason, own == null ? List.of() : own.disconnecting());
    notifyOf(socket, reason, listeners.disconnecting());
  }

  void disconnected(IoSocket socket, DisconnectReason reason, @Nullable Listeners own) {
    notifyOf(socket, reason, own == null ? List.of() : own.disconnects());
    notifyOf(socket, reason, listeners.disconnects());
  }

  private void notifyOf(IoSocket socket, DisconnectReason reason, List<DisconnectListener> all) {
    for (DisconnectListener listener : all) {
      try {
        listener.onDisconnect(socket, reason);
      } catch (Throwable e) { // an Error too: the others must be notified
        FatalErrors.check(e);
        LOG.warn("A disconnect listener of {} failed", name, e);
      }
    }
  }

  // ---- events, on the client's loop

  void dispatch(IoEvent event, IoSocket socket) {
    dispatcher.dispatch(event, socket);
  }

  /** Enables outgoing listeners. */
  void watchOutgoing() {
    outgoing.watch();
  }

  ServerSideEvents serverSide() {
    return serverSide;
  }

  // ---- the API

  @Override
  public Namespace use(Middleware added) {
    admission.use(added);
    return this;
  }

  @Override
  public Namespace onConnection(ConnectListener listener) {
    admission.onConnection(listener);
    return this;
  }

  @Override
  public Namespace onDisconnecting(DisconnectListener listener) {
    listeners.onDisconnecting(listener);
    return this;
  }

  @Override
  public Namespace onDisconnect(DisconnectListener listener) {
    listeners.onDisconnect(listener);
    return this;
  }

  @Override
  public Namespace on(String event, EventListener listener) {
    listeners.on(event, listener);
    return this;
  }

  @Override
  public Namespace answer(String event, EventFunction function) {
    listeners.answer(event, function);
    return this;
  }

  @Override
  public Namespace off(String event) {
    listeners.off(event);
    return this;
  }

  @Override
  public Namespace off(String event, EventListener listener) {
    listeners.off(event, listener);
    return this;
  }

  @Override
  public Namespace onAny(EventListener listener) {
    listeners.onAny(listener);
    return this;
  }

  @Override
  public Namespace offAny(EventListener listener) {
    listeners.offAny(listener);
    return this;
  }

  @Override
  public Namespace onUnknown(EventListener listener) {
    dispatcher.onUnknown(listener);
    return this;
  }

  @Override
  public Namespace onError(ErrorListener listener) {
    listeners.onError(listener);
    return this;
  }

  @Override
  public PreparedEvent prepare(String event, @Nullable Object... args) {
    IoSocket.checkName(event);
    List<@Nullable Object> list = Arguments.list(args);
    return new EncodedEvent(this, event, list, event(Packet.NO_ID, event, list));
  }

  @Override
  public Collection<Socket> sockets() {
    return List.copyOf(sockets.values());
  }

  @Override
  public Optional<Socket> socket(String id) {
    return Optional.ofNullable(sockets.get(id));
  }

  @Override
  public void serverSideEmit(String event, @Nullable Object... args) {
    adapter.serverSideEmit(event, Arguments.list(args));
  }

  @Override
  public CompletionStage<List<List<@Nullable Object>>> serverSideEmitWithAck(
      Duration timeout, String event, @Nullable Object... args) {
    return adapter.serverSideEmitWithAck(event, Arguments.list(args), timeout);
  }

  @Override
  public Namespace onServerSide(String event, Consumer<List<@Nullable Object>> listener) {
    serverSide.on(event, listener);
    return this;
  }

  @Override
  public Namespace answerServerSide(
      String event, Function<List<@Nullable Object>, @Nullable Object> function) {
    serverSide.answer(event, function);
    return this;
  }

  @Override
  public Namespace onRooms(RoomListener listener) {
    rooms.add(listener);
    return this;
  }
}
