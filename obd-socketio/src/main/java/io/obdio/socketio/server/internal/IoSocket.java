package io.obdio.socketio.server.internal;

import io.netty.buffer.ByteBuf;
import io.obdio.socketio.engineio.server.CloseReason;
import io.obdio.socketio.json.JsonCodec;
import io.obdio.socketio.json.JsonException;
import io.obdio.socketio.netty.Loop;
import io.obdio.socketio.netty.SendMode;
import io.obdio.socketio.protocol.Packet;
import io.obdio.socketio.protocol.PacketDecoder;
import io.obdio.socketio.protocol.PacketType;
import io.obdio.socketio.server.AckException;
import io.obdio.socketio.server.Adapter.BroadcastEvent;
import io.obdio.socketio.server.Adapter.Delivery;
import io.obdio.socketio.server.Adapter.SavedSession;
import io.obdio.socketio.server.Adapter.Selection;
import io.obdio.socketio.server.Broadcast;
import io.obdio.socketio.server.ClientConnection;
import io.obdio.socketio.server.DisconnectReason;
import io.obdio.socketio.server.Emitter;
import io.obdio.socketio.server.Handshake;
import io.obdio.socketio.server.Namespace;
import io.obdio.socketio.server.PreparedEvent;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * A client in a namespace. Sending and rooms are safe for use by any thread; acknowledgements and
 * the end run on the session's loop. The data map is created on demand, because thousands of idle
 * sockets are held.
 */
final class IoSocket extends ListeningSocket {
  /** Time after a recovery for which deliveries of missed events are recognised. */
  private static final long DUPLICATES_MILLIS = 2_000;

  private final String id;
  private final IoNamespace namespace;
  private final IoClient client;
  private final Map<String, @Nullable Object> auth;
  private final @Nullable String privateId;
  private final boolean recovered;
  private volatile boolean connected;
  private volatile @Nullable Map<String, Object> data;
  private @Nullable Acks acks;
  private @Nullable RestoreBuffer restoring;

  IoSocket(
      IoNamespace namespace,
      IoClient client,
      Map<String, @Nullable Object> auth,
      @Nullable SavedSession saved,
      String id,
      @Nullable String privateId) {
    this.namespace = namespace;
    this.client = client;
    this.auth = auth;
    this.id = id;
    this.privateId = privateId;
    this.recovered = saved != null;
    if (saved != null) {
      this.data = new ConcurrentHashMap<>(saved.data());
    }
  }

  static void checkName(String event) {
    if (PacketDecoder.reserved(event)) {
      throw new IllegalArgumentException("'" + event + "' is a reserved event name");
    }
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public Namespace namespace() {
    return namespace;
  }

  IoClient client() {
    return client;
  }

  @Override
  void watchOutgoing() {
    namespace.watchOutgoing();
  }

  JsonCodec json() {
    return namespace.json();
  }

  @Override
  public ClientConnection connection() {
    return client;
  }

  Loop loop() {
    return client.session().loop();
  }

  @Nullable String privateId() {
    return privateId;
  }

  @Override
  public Handshake handshake() {
    return client.handshake(auth);
  }

  @Override
  public boolean connected() {
    return connected;
  }

  @Override
  public boolean recovered() {
    return recovered;
  }

  @Override
  public Map<String, Object> data() {
    Map<String, Object> known = data;
    if (known == null) {
      synchronized (this) {
        known = data;
        if (known == null) {
          known = new ConcurrentHashMap<>(4);
          data = known;
        }
      }
    }
    return known;
  }

  // ---- sending

  @Override
  public void emit(String event, @Nullable Object... args) {
    checkName(event);
    if (!connected) {
      return;
    }
    if (namespace.recovering()) {
      Selection me = new Selection(Set.of(id), Set.of(), true);
      List<@Nullable Object> list = Arguments.list(args);
      namespace.adapter().broadcast(new BroadcastEvent(event, list, Delivery.RELIABLE, null), me);
    } else {
      send(made(Packet.NO_ID, event, args), SendMode.RELIABLE, null);
    }
  }

  /** Returns the frames of an event for this client alone. */
  private ByteBuf made(long ackId, String event, @Nullable Object[] args) {
    List<@Nullable Object> list = Arguments.list(args);
    ByteBuf frames = namespace.event(ackId, event, list);
    if (listeners() != null) {
      notifyOutgoing(event, list);
    }
    return frames;
  }

  /** Sends frames, taking them over. */
  void send(ByteBuf frames, SendMode mode, @Nullable String key) {
    if (connected) {
      client.session().send(frames, mode, key);
    } else {
      frames.release();
    }
  }

  /** Delivers a broadcast, taking its frames over; on the loop. */
  void deliver(ByteBuf frames, SendMode mode, BroadcastEvent event) {
    RestoreBuffer buffer = restoring;
    if (buffer == null) {
      send(frames, mode, event.key());
    } else if (!buffer.deliver(this, frames, mode, event)) {
      client.session().close(CloseReason.LIMIT);
    }
  }

  /** Holds broadcasts back until {@link #deliverMissed}; on the loop. */
  void bufferDeliveries() {
    restoring = new RestoreBuffer(namespace.maxQueuedMessages());
  }

  /** Sends the events that the client missed, and then those that were held back; on the loop. */
  void deliverMissed(List<BroadcastEvent> missed) {
    RestoreBuffer buffer = restoring;
    if (buffer == null) {
      return;
    }
    for (BroadcastEvent event : missed) {
      send(namespace.event(Packet.NO_ID, event.event(), event.args()), SendMode.RELIABLE, null);
    }
    buffer.missed(missed);
    buffer.sendTo(this);
    // Other threads and servers may deliver events that are among the missed ones.
    loop().schedule(DUPLICATES_MILLIS, () -> restoring = null);
  }

  private Emitter emitter(SendMode mode, @Nullable String key) {
    return (event, args) -> {
      checkName(event);
      if (connected) {
        send(made(Packet.NO_ID, event, args), mode, key);
      }
    };
  }

  @Override
  public Emitter asVolatile() {
    return emitter(SendMode.VOLATILE, null);
  }

  @Override
  public Emitter latest(String key) {
    return emitter(SendMode.LATEST, key);
  }

  @Override
  public void emitLatest(String key, PreparedEvent event) {
    if (event.namespace() != namespace || !(event instanceof EncodedEvent encoded)) {
      throw new IllegalArgumentException(
          "the event was encoded for "
              + event.namespace().name()
              + ", not for "
              + namespace.name());
    }
    if (connected) {
      notifyOutgoing(event.name(), event.args());
      send(encoded.frames(), SendMode.LATEST, key);
    }
  }

  ByteBuf encodeAck(long ackId, @Nullable Object[] values) {
    try {
      return namespace
          .parser()
          .encode(PacketType.ACK, namespace.name(), ackId, Arguments.list(values));
    } catch (JsonException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  @Override
  public CompletionStage<List<@Nullable Object>> emitWithAck(
      Duration timeout, String event, @Nullable Object... args) {
    checkName(event);
    long ackId = namespace.nextAckId();
    ByteBuf frames = made(ackId, event, args);
    CompletableFuture<List<@Nullable Object>> future = new CompletableFuture<>();
    try {
      loop().execute(() -> sendExpecting(ackId, frames, timeout, future));
    } catch (RejectedExecutionException e) {
      frames.release();
      future.completeExceptionally(new AckException("the server is closed", List.of()));
    }
    return future;
  }

  /** Sends frames, which it takes over, and expects their acknowledgement; on the loop. */
  void sendExpecting(
      long ackId,
      ByteBuf frames,
      Duration timeout,
      CompletableFuture<List<@Nullable Object>> future) {
    if (!connected) {
      frames.release();
      future.completeExceptionally(new AckException("the client is not connected", List.of()));
      return;
    }
    if (acks == null) {
      acks = new Acks(loop(), namespace.maxPendingAcks());
    }
    if (acks.expect(ackId, timeout.toMillis(), future)) {
      send(frames, SendMode.RELIABLE, null);
    } else {
      frames.release();
    }
  }

  // ---- rooms

  @Override
  public void join(String... rooms) {
    if (connected) {
      namespace.adapter().join(id, new HashSet<>(Arrays.asList(rooms)));
      if (!connected) {
        namespace.adapter().leaveAll(id); // it disconnected while it joined
      }
    }
  }

  @Override
  public void leave(String... rooms) {
    namespace.adapter().leave(id, new HashSet<>(Arrays.asList(rooms)));
  }

  @Override
  public Set<String> rooms() {
    return connected ? namespace.adapter().rooms(id) : Set.of();
  }

  @Override
  public Broadcast broadcast() {
    return IoBroadcast.everybody(namespace).except(id);
  }

  @Override
  public Broadcast to(String... rooms) {
    return broadcast().to(rooms);
  }

  @Override
  public Broadcast except(String... rooms) {
    return broadcast().except(rooms);
  }

  // ---- beginning and end, on the loop

  void entered(@Nullable SavedSession saved) {
    connected = true;
    if (saved != null) {
      namespace.adapter().join(id, saved.rooms());
    }
  }

  void ackReceived(long ackId, List<@Nullable Object> args) {
    if (acks != null) {
      acks.received(ackId, args);
    }
  }

  /** Leaves the namespace and notifies the listeners. */
  void left(DisconnectReason reason) {
    if (!connected) {
      return;
    }
    Listeners own = listeners();
    namespace.disconnecting(this, reason, own);
    if (privateId != null && reason.recoverable()) {
      Set<String> rooms = new HashSet<>(rooms());
      namespace.adapter().saveSession(new SavedSession(id, privateId, rooms, Map.copyOf(data())));
    }
    connected = false;
    namespace.removed(this);
    if (restoring != null) {
      restoring.clear();
      restoring = null;
    }
    if (acks != null) {
      acks.failAll();
    }
    namespace.disconnected(this, reason, own);
  }

  @Override
  public void disconnect(boolean close) {
    client.session().loop().execute(() -> client.disconnect(this, close));
  }
}
