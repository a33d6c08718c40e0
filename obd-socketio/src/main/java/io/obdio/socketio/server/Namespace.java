package io.obdio.socketio.server;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A namespace of the server. Every method may be called from any thread; listeners run on the event
 * loop of their client and must not block it.
 */
public interface Namespace extends Broadcast {

  /** Returns the name, with its leading slash. */
  String name();

  /** Adds middleware that runs for every client that connects, in the order added. */
  Namespace use(Middleware middleware);

  /** Adds a listener for connected clients; it runs before any event of the client is handled. */
  Namespace onConnection(ConnectListener listener);

  /** Adds a listener for disconnecting clients that runs while they are still in their rooms. */
  Namespace onDisconnecting(DisconnectListener listener);

  /** Adds a listener for disconnected clients. */
  Namespace onDisconnect(DisconnectListener listener);

  /**
   * Adds a listener for the events of a name from all clients of the namespace.
   *
   * @throws IllegalArgumentException if the name is reserved, such as {@code disconnect}: other
   *     methods serve these
   */
  Namespace on(String event, EventListener listener);

  /**
   * Sets the function that answers an event: its result (or that of its {@link CompletionStage}) is
   * the acknowledgement, if the client requested one. It replaces a function of the same name.
   */
  Namespace answer(String event, EventFunction function);

  /** Removes all listeners and the function of one event. */
  Namespace off(String event);

  /** Removes one listener of one event. */
  Namespace off(String event, EventListener listener);

  /**
   * Adds a listener for every event; it runs before the listeners of its name and {@link
   * Socket#use}.
   */
  Namespace onAny(EventListener listener);

  /** Removes a listener that {@link #onAny} added. */
  Namespace offAny(EventListener listener);

  /** Adds a listener for events without a listener of their name. */
  Namespace onUnknown(EventListener listener);

  /**
   * Adds a listener for exceptions of listeners and functions, for stages that failed, and for
   * refusals of an {@link EventMiddleware}. Errors without a listener are logged.
   */
  Namespace onError(ErrorListener listener);

  /** Returns the sockets of this server in the namespace (a copy). */
  Collection<Socket> sockets();

  /** Returns a socket of this server by its id. */
  Optional<Socket> socket(String id);

  /** Sends an event to the same namespace of all other servers; see {@link Adapter}. */
  void serverSideEmit(String event, @Nullable Object... args);

  /**
   * Sends an event to the same namespace of all other servers and collects their answers.
   *
   * @return one list of arguments for each other server; fails with {@link AckException}, which
   *     carries the answers that arrived, after the timeout
   */
  CompletionStage<List<List<@Nullable Object>>> serverSideEmitWithAck(
      Duration timeout, String event, @Nullable Object... args);

  /**
   * Sets the function that answers such events of other servers.
   *
   * @param function receives the arguments; returns the answer or a {@link CompletionStage} of it
   */
  Namespace answerServerSide(
      String event, Function<List<@Nullable Object>, @Nullable Object> function);

  /** Adds a listener for rooms that are created, deleted, joined and left. */
  Namespace onRooms(RoomListener listener);

  /** Adds a listener for such events of other servers. */
  Namespace onServerSide(String event, Consumer<List<@Nullable Object>> listener);

  /**
   * Encodes an event once, for {@link Socket#emitLatest}.
   *
   * @param args as for {@link #emit}
   * @throws IllegalArgumentException if the name is reserved or an argument cannot be written
   */
  PreparedEvent prepare(String event, @Nullable Object... args);

  /** Returns the adapter that keeps this namespace's rooms. */
  Adapter adapter();
}
