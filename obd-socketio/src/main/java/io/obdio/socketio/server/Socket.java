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

  /**
   * Returns the Socket.IO id, new for every connection unless its state was {@linkplain
   * #recovered()}.
   */
  String id();

  /** Returns the namespace of the socket. */
  Namespace namespace();

  /** Returns the request by which the client connected, with its auth payload. */
  Handshake handshake();

  /** Returns the session by which the client is connected. */
  ClientConnection connection();

  /** Returns whether events can still be sent. */
  boolean connected();

  /** Returns whether connection-state recovery restored id, rooms, data and missed events. */
  boolean recovered();

  /** Returns the values that the program attaches to the socket; a thread-safe map. */
  Map<String, Object> data();

  /**
   * Sends an event that the client must acknowledge.
   *
   * @param timeout time to wait, above 0
   * @return the acknowledgement's arguments; fails with {@link AckException} after the timeout, if
   *     the client disconnects first, or if too many acknowledgements are outstanding
   */
  CompletionStage<List<@Nullable Object>> emitWithAck(
      Duration timeout, String event, @Nullable Object... args);

  /** Selects delivery by which events are dropped if the client reads too slowly. */
  Emitter asVolatile();

  /**
   * Selects delivery by which a slow client receives only the newest event.
   *
   * @param key a waiting event of the same key is replaced
   */
  Emitter latest(String key);

  /**
   * Behaves as {@link #latest}, with an event that was encoded before.
   *
   * @throws IllegalArgumentException if it was encoded for another namespace
   */
  void emitLatest(String key, PreparedEvent event);

  /** Adds the client to rooms. */
  void join(String... rooms);

  /** Removes the client from rooms. */
  void leave(String... rooms);

  /** Returns the rooms of the socket, its own id among them. */
  Set<String> rooms();

  /** Returns all other clients of the namespace. */
  Broadcast broadcast();

  /** Returns the other clients that are in any of these rooms. */
  Broadcast to(String... rooms);

  /** Returns the other clients that are in none of these rooms. */
  Broadcast except(String... rooms);

  /** Adds a listener for the events of a name; it runs after the namespace's listeners. */
  Socket on(String event, EventListener listener);

  /** Adds a listener for the next event of a name. */
  Socket once(String event, EventListener listener);

  /** Sets the function that answers an event; see {@link Namespace#answer}. */
  Socket answer(String event, EventFunction function);

  /** Removes all listeners and the function of one event of the socket. */
  Socket off(String event);

  /** Removes one listener of one event of the socket. */
  Socket off(String event, EventListener listener);

  /** Adds a listener for every event; it runs before the listeners of its name and {@link #use}. */
  Socket onAny(EventListener listener);

  /** Behaves as {@link #onAny}, but puts the listener before the existing ones. */
  Socket prependAny(EventListener listener);

  /** Removes a listener that {@link #onAny} or {@link #prependAny} added. */
  Socket offAny(EventListener listener);

  /** Adds middleware for every event of the client; it runs in the order added. */
  Socket use(EventMiddleware middleware);

  /** Adds a listener for errors; it runs before the namespace's error listeners. */
  Socket onError(ErrorListener listener);

  /** Adds a listener for events that are sent to the client, broadcasts included. */
  Socket onAnyOutgoing(OutgoingListener listener);

  /** Removes a listener that {@link #onAnyOutgoing} added. */
  Socket offAnyOutgoing(OutgoingListener listener);

  /** Adds a listener for the disconnection that runs while the client is still in its rooms. */
  Socket onDisconnecting(DisconnectListener listener);

  /** Adds a listener for the disconnection. */
  Socket onDisconnect(DisconnectListener listener);

  /**
   * Disconnects the client.
   *
   * @param close true closes the whole session with all its namespaces, false leaves this namespace
   */
  void disconnect(boolean close);
}
