package io.obdio.socketio.server;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * One client in one namespace. Every method may be called from any thread and none blocks;
 * listeners run on the event loop of the client's session, one at a time, and must not block it.
 */
public interface Socket extends Emitter {

  /** The Socket.IO id, new for every connection unless its state was {@linkplain #recovered()}. */
  String id();

  /** The namespace this socket is in. */
  Namespace namespace();

  /** What the client told when it connected, its auth payload among it. */
  Handshake handshake();

  /** Whether events can still be sent. */
  boolean connected();

  /** Whether connection-state recovery gave back id, rooms, data and missed packets. */
  boolean recovered();

  /** Values the program attaches to this socket; safe for several threads. */
  Map<String, Object> data();

  /**
   * Sends an event that asks for an acknowledgement.
   *
   * @param timeout how long to wait, more than nothing
   * @return the acknowledgement's arguments; fails with {@link AckException} when the time is over,
   *     when the client disconnects first, or when too many acknowledgements are outstanding
   */
  CompletionStage<List<@Nullable Object>> emitWithAck(
      Duration timeout, String event, @Nullable Object... args);

  /** Events that are dropped when the client does not read as fast as they come. */
  Emitter asVolatile();

  /**
   * Events of which a client that does not read gets the newest only.
   *
   * @param key while an event of this key waits for the client, a newer one takes its place
   */
  Emitter latest(String key);

  /**
   * As {@link #latest}, with an event that was written before.
   *
   * @throws IllegalArgumentException if it was written for another namespace
   */
  void emitLatest(String key, PreparedEvent event);

  /** Enters rooms. */
  void join(String... rooms);

  /** Leaves rooms. */
  void leave(String... rooms);

  /** The rooms this socket is in, its own id among them. */
  Set<String> rooms();

  /** All other clients of the namespace. */
  Broadcast broadcast();

  /** The other clients in these rooms. */
  Broadcast to(String... rooms);

  /** All other clients but those in these rooms. */
  Broadcast except(String... rooms);

  /** Runs for every event of this name from this client, after the namespace's listeners. */
  Socket on(String event, EventListener listener);

  /** Runs for the next event of this name from this client, and no more. */
  Socket once(String event, EventListener listener);

  /** As {@link #on}, the result being the acknowledgement. */
  Socket answer(String event, EventFunction function);

  /** Takes away all listeners and functions of one event of this socket. */
  Socket off(String event);

  /** Takes away one listener of one event of this socket. */
  Socket off(String event, EventListener listener);

  /** Runs for every event of this client, before the listeners of its name and any {@link #use}. */
  Socket onAny(EventListener listener);

  /** As {@link #onAny}, before those that are there already. */
  Socket prependAny(EventListener listener);

  /** Takes away what {@link #onAny} or {@link #prependAny} added. */
  Socket offAny(EventListener listener);

  /** Decides about every event of this client, in the order added, before the listeners. */
  Socket use(EventMiddleware middleware);

  /** Runs when an event of this client failed, before the namespace's error listeners. */
  Socket onError(ErrorListener listener);

  /** Sees every event sent to this client, broadcasts too; acknowledgements are no events. */
  Socket onAnyOutgoing(OutgoingListener listener);

  /** Takes away what {@link #onAnyOutgoing} added. */
  Socket offAnyOutgoing(OutgoingListener listener);

  /** Runs once when the client is gone. */
  Socket onDisconnect(DisconnectListener listener);

  /**
   * Disconnects.
   *
   * @param close true closes the whole session with all its namespaces, false leaves this namespace
   */
  void disconnect(boolean close);
}
