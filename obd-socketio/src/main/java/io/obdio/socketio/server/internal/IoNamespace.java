package io.obdio.socketio.server.internal;

import io.netty.buffer.ByteBuf;
import io.obdio.socketio.engineio.server.EngineServer;
import io.obdio.socketio.json.JsonException;
import io.obdio.socketio.netty.SendMode;
import io.obdio.socketio.protocol.Packet;
import io.obdio.socketio.protocol.PacketEncoder;
import io.obdio.socketio.protocol.PacketType;
import io.obdio.socketio.server.Adapter;
import io.obdio.socketio.server.Adapter.RestoredSession;
import io.obdio.socketio.server.Adapter.SavedSession;
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
import io.obdio.socketio.server.ServerOptions;
import io.obdio.socketio.server.Socket;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
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
  private final List<Middleware> middleware = new CopyOnWriteArrayList<>();
  private final List<ConnectListener> connectionListeners = new CopyOnWriteArrayList<>();
  private final Map<String, List<Consumer<List<@Nullable Object>>>> serverSide =
      new ConcurrentHashMap<>();
  private final AtomicLong ackIds = new AtomicLong();
  private final Dispatcher dispatcher;
  private final OutgoingWatch outgoing;
  private final Adapter adapter;
  private final IoBroadcast everybody;

  IoNamespace(IoServer server, String name, Adapter.Factory adapters) {
    this.server = server;
    this.name = name;
    this.everybody = IoBroadcast.everybody(this);
    this.dispatcher = new Dispatcher(name, listeners);
    this.outgoing = new OutgoingWatch(new NamespaceSockets(this, sockets), sockets);
    this.adapter = adapters.create(outgoing);
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

  int maxPendingAcks() {
    return server.options().maxPendingAcks();
  }

  PacketEncoder encoder() {
    return server.encoder();
  }

  boolean recovering() {
    return server.options().recovery() != null;
  }

  long nextAckId() {
    return ackIds.getAndIncrement();
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
      return server.encoder().encode(PacketType.EVENT, name, ackId, payload);
    } catch (JsonException e) {
      throw new IllegalArgumentException("event '" + event + "': " + e.getMessage(), e);
    }
  }

  // ---- connecting and disconnecting, on the client's loop

  void connect(IoClient client, Map<String, @Nullable Object> auth) {
    RestoredSession restored = restore(auth);
    SavedSession saved = restored == null ? null : restored.session();
    String id = saved == null ? EngineServer.newId() : saved.id();
    String privateId = null;
    if (recovering()) {
      privateId = saved == null ? EngineServer.newId() : saved.privateId();
    }
    IoSocket socket = new IoSocket(this, client, auth, saved, id, privateId);
    ServerOptions.Recovery recovery = server.options().recovery();
    if (restored != null && recovery != null && recovery.skipMiddleware()) {
      enter(socket, restored);
    } else {
      decide(socket, 0, restored);
    }
  }

  private @Nullable RestoredSession restore(Map<String, @Nullable Object> auth) {
    if (recovering()
        && auth.get("pid") instanceof String pid
        && auth.get("offset") instanceof String offset) {
      return adapter.restoreSession(pid, offset).orElse(null);
    }
    return null;
  }

  private void decide(IoSocket socket, int index, @Nullable RestoredSession restored) {
    if (index >= middleware.size()) {
      enter(socket, restored);
      return;
    }
    Middleware.Next next = new Decision(socket, index, restored);
    try {
      middleware.get(index).handle(socket, next);
    } catch (Throwable e) {
      LOG.warn("A middleware of {} failed: the client is refused", name, e);
      next.refuse("Internal error", null);
    }
  }

  private final class Decision implements Middleware.Next {
    private final IoSocket socket;
    private final int index;
    private final @Nullable RestoredSession restored;
    private final AtomicBoolean made = new AtomicBoolean();

    Decision(IoSocket socket, int index, @Nullable RestoredSession restored) {
      this.socket = socket;
      this.index = index;
      this.restored = restored;
    }

    @Override
    public void proceed() {
      if (made.compareAndSet(false, true)) {
        socket.loop().execute(() -> decide(socket, index + 1, restored));
      }
    }

    @Override
    public void refuse(String message, @Nullable Object data) {
      if (made.compareAndSet(false, true)) {
        socket.loop().execute(() -> socket.client().connectError(name, message, data));
      }
    }
  }

  private void enter(IoSocket socket, @Nullable RestoredSession restored) {
    if (!socket.client().entered(socket)) {
      return;
    }
    sockets.put(socket.id(), socket);
    socket.entered(restored == null ? null : restored.session());
    if (restored != null) {
      for (Adapter.BroadcastEvent missed : restored.missed()) {
        socket.send(event(Packet.NO_ID, missed.event(), missed.args()), SendMode.RELIABLE, null);
      }
    }
    for (ConnectListener listener : connectionListeners) {
      try {
        listener.onConnection(socket);
      } catch (Throwable e) {
        LOG.warn("A connection listener of {} failed", name, e);
      }
    }
  }

  void removed(IoSocket socket) {
    sockets.remove(socket.id(), socket);
    adapter.leaveAll(socket.id());
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

  void serverSideEvent(String event, List<@Nullable Object> args) {
    for (Consumer<List<@Nullable Object>> listener : serverSide.getOrDefault(event, List.of())) {
      try {
        listener.accept(args);
      } catch (RuntimeException e) {
        LOG.warn("A listener of {} for the server-side event '{}' failed", name, event, e);
      }
    }
  }

  // ---- the API

  @Override
  public Namespace use(Middleware added) {
    middleware.add(added);
    return this;
  }

  @Override
  public Namespace onConnection(ConnectListener listener) {
    connectionListeners.add(listener);
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
    List<@Nullable Object> list = Arrays.asList(args.clone());
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
    adapter.serverSideEmit(event, Arrays.asList(args.clone()));
  }

  @Override
  public Namespace onServerSide(String event, Consumer<List<@Nullable Object>> l) {
    serverSide.computeIfAbsent(event, e -> new CopyOnWriteArrayList<>()).add(l);
    return this;
  }
}
