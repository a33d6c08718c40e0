package io.obdio.socketio.server;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * A set of clients of one namespace, described by rooms and exceptions; immutable, each method
 * returns a new one. An event is encoded once for all of them.
 */
public interface Broadcast extends Emitter {

  /** Selects the clients in any of these rooms, and of those selected before. */
  Broadcast to(String... rooms);

  /** Behaves as {@link #to}. */
  default Broadcast in(String... rooms) {
    return to(rooms);
  }

  /** Excludes the clients in any of these rooms; a socket's id is a room. */
  Broadcast except(String... rooms);

  /** Selects delivery by which events are dropped for clients that read too slowly. */
  Broadcast asVolatile();

  /** Selects delivery by which slow clients receive only the newest event of each key. */
  Broadcast latest(String key);

  /** Excludes clients of other servers. */
  Broadcast local();

  /**
   * Sends an event that every client must acknowledge.
   *
   * @return the arguments of all acknowledgements, in the order of arrival; fails with {@link
   *     AckException}, which carries those that arrived, after the timeout
   */
  CompletionStage<List<List<@Nullable Object>>> emitWithAck(
      Duration timeout, String event, @Nullable Object... args);

  /** Returns the clients, those of other servers too. */
  CompletionStage<List<RemoteSocket>> fetchSockets();

  /** Adds the clients to rooms. */
  void socketsJoin(String... rooms);

  /** Removes the clients from rooms. */
  void socketsLeave(String... rooms);

  /** Disconnects the clients; see {@link Socket#disconnect}. */
  void disconnectSockets(boolean close);
}
