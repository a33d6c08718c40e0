package io.obdio.socketio.server;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * A set of clients of one namespace, described by rooms and exceptions; immutable, each method
 * gives a new one. An event is encoded once for all of them.
 */
public interface Broadcast extends Emitter {

  /** Those in any of these rooms (added to the rooms already named). */
  Broadcast to(String... rooms);

  /** The same as {@link #to}. */
  default Broadcast in(String... rooms) {
    return to(rooms);
  }

  /** Not those in any of these rooms; a socket's id is a room. */
  Broadcast except(String... rooms);

  /** Events that are dropped for clients that do not read as fast as they come. */
  Broadcast asVolatile();

  /** Events of which a client that does not read gets the newest of each key only. */
  Broadcast latest(String key);

  /** Only clients of this server, whatever the adapter. */
  Broadcast local();

  /**
   * Sends an event that asks every client for an acknowledgement.
   *
   * @return the arguments of all acknowledgements, in the order they came; fails with {@link
   *     AckException}, which carries those that came, when the time is over first
   */
  CompletionStage<List<List<@Nullable Object>>> emitWithAck(
      Duration timeout, String event, @Nullable Object... args);

  /** The clients, of all servers. */
  CompletionStage<List<RemoteSocket>> fetchSockets();

  /** Lets all of them enter rooms. */
  void socketsJoin(String... rooms);

  /** Lets all of them leave rooms. */
  void socketsLeave(String... rooms);

  /** Disconnects all of them; see {@link Socket#disconnect}. */
  void disconnectSockets(boolean close);
}
