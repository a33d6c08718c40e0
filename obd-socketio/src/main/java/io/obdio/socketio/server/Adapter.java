package io.obdio.socketio.server;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the rooms of one namespace and delivers broadcasts. {@link InMemoryAdapter} serves one
 * server; one that connects several servers wraps it and forwards what is not {@linkplain
 * Selection#local() local}. Called from any thread; must be safe for it and must not block.
 */
public interface Adapter extends AutoCloseable {

  /** Makes the adapter of a namespace. */
  @FunctionalInterface
  interface Factory {

    /** A new adapter that delivers to the sockets of this server through {@code local}. */
    Adapter create(LocalSockets local);
  }

  /**
   * Whom a broadcast is for.
   *
   * @param rooms any of these; empty for everybody
   * @param except none of these
   * @param local whether other servers are left out
   */
  record Selection(Set<String> rooms, Set<String> except, boolean local) {
    /** Copies the sets. */
    public Selection {
      rooms = Set.copyOf(rooms);
      except = Set.copyOf(except);
    }
  }

  /**
   * An event as it is broadcast.
   *
   * @param event the name
   * @param args the arguments
   * @param delivery what happens for clients that do not read
   * @param key of {@link Delivery#LATEST}
   */
  record BroadcastEvent(
      String event, List<@Nullable Object> args, Delivery delivery, @Nullable String key) {}

  /** What happens with an event for a client that does not read as fast as events come. */
  enum Delivery {
    /** It waits; when too many wait, the client is disconnected. */
    RELIABLE,
    /** It is dropped. */
    VOLATILE,
    /** It takes the place of a waiting one of the same key. */
    LATEST
  }

  /**
   * A client's state kept for recovery.
   *
   * @param id of the socket
   * @param privateId the secret the client shows to get it back
   * @param rooms it was in
   * @param data the program attached
   */
  record SavedSession(
      String id, String privateId, Set<String> rooms, java.util.Map<String, Object> data) {}

  /**
   * A state given back.
   *
   * @param session the state
   * @param missed events since the client's offset, oldest first
   */
  record RestoredSession(SavedSession session, List<BroadcastEvent> missed) {}

  /** The sockets of this server in the adapter's namespace. */
  interface LocalSockets {

    /** The namespace's name. */
    String namespace();

    /** All ids: a view that changes as sockets come and go, safe for several threads. */
    Set<String> ids();

    /** Encodes the event once and sends it to these sockets. */
    void deliver(Set<String> ids, BroadcastEvent event);

    /** As {@link #deliver}; the acknowledgements come back, one list for each that came in time. */
    CompletionStage<List<List<@Nullable Object>>> deliverWithAck(
        Set<String> ids, BroadcastEvent event, Duration timeout);

    /** A socket, or empty. */
    Optional<Socket> find(String id);

    /** Calls the {@link Namespace#onServerSide} listeners, for an event from another server. */
    void serverSideEvent(String event, List<@Nullable Object> args);
  }

  /** A socket enters rooms. */
  void join(String id, Set<String> rooms);

  /** A socket leaves rooms. */
  void leave(String id, Set<String> rooms);

  /** A socket is gone. */
  void leaveAll(String id);

  /** The rooms of a socket of this server (a copy). */
  Set<String> rooms(String id);

  /** All rooms of this server with at least one socket (a copy). */
  Set<String> rooms();

  /** The ids of this server's sockets that are meant (a copy). */
  Set<String> sockets(Selection selection);

  /** Sends an event to all who are meant. */
  void broadcast(BroadcastEvent event, Selection selection);

  /** Sends an event to all who are meant and collects the acknowledgements. */
  CompletionStage<List<List<@Nullable Object>>> broadcastWithAck(
      BroadcastEvent event, Selection selection, Duration timeout);

  /** The clients who are meant, of all servers. */
  CompletionStage<List<RemoteSocket>> fetchSockets(Selection selection);

  /** Lets all who are meant enter rooms. */
  void addSockets(Selection selection, Set<String> rooms);

  /** Lets all who are meant leave rooms. */
  void removeSockets(Selection selection, Set<String> rooms);

  /** Disconnects all who are meant. */
  void disconnectSockets(Selection selection, boolean close);

  /** Sends an event to the other servers. */
  void serverSideEmit(String event, List<@Nullable Object> args);

  /** Keeps the state of a client that is gone, within the adapter's bounds. */
  default void saveSession(SavedSession session) {}

  /** Gives a kept state back, once; empty when it is unknown, too old or not complete. */
  default Optional<RestoredSession> restoreSession(String privateId, String offset) {
    return Optional.empty();
  }

  /** The server is closing. */
  @Override
  default void close() {}
}
