package io.obdio.socketio.server;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * A namespace of the server. Every method may be called from any thread; listeners run on the event
 * loop of the client they are about and must not block it.
 */
public interface Namespace extends Broadcast {

  /** The name, with its leading slash. */
  String name();

  /** Runs for every client that asks to connect, in the order added, until one refuses. */
  Namespace use(Middleware middleware);

  /** Runs for every connected client, before any of its events is handled. */
  Namespace onConnection(ConnectionListener listener);

  /** Runs for every client that is gone. */
  Namespace onDisconnect(DisconnectListener listener);

  /**
   * Runs for every event of this name from any client of this namespace.
   *
   * @throws IllegalArgumentException if the name is reserved, such as {@code disconnect}: there are
   *     methods for these
   */
  Namespace on(String event, EventListener listener);

  /**
   * Answers an event: what the function returns (or its {@link CompletionStage} completes with) is
   * the acknowledgement, if the client asked for one. A second function of the same name takes the
   * place of the first.
   */
  Namespace answer(String event, EventFunction function);

  /** Takes away all listeners and functions of one event. */
  Namespace off(String event);

  /** Takes away one listener of one event. */
  Namespace off(String event, EventListener listener);

  /** Runs for every event, before the listeners of its name and any {@link Socket#use}. */
  Namespace onAny(EventListener listener);

  /** Takes away what {@link #onAny} added. */
  Namespace offAny(EventListener listener);

  /** Runs when nothing is registered for an event's name. */
  Namespace onUnknown(EventListener listener);

  /**
   * Runs when a listener or function threw, its stage failed or an {@link EventMiddleware} refused;
   * without one here or at the socket it is logged.
   */
  Namespace onError(ErrorListener listener);

  /** The sockets of this server in this namespace (a copy). */
  Collection<Socket> sockets();

  /** A socket of this server by its id. */
  Optional<Socket> socket(String id);

  /** Sends an event to the same namespace of all other servers; see {@link Adapter}. */
  void serverSideEmit(String event, @Nullable Object... args);

  /** Runs when another server sent such an event. */
  Namespace onServerSide(String event, java.util.function.Consumer<List<@Nullable Object>> l);

  /**
   * Writes an event once, for {@link Socket#emitLatest}.
   *
   * @param args as of {@link #emit}
   * @throws IllegalArgumentException if the name is reserved or an argument cannot be written
   */
  PreparedEvent prepare(String event, @Nullable Object... args);

  /** The adapter that keeps this namespace's rooms. */
  Adapter adapter();
}
