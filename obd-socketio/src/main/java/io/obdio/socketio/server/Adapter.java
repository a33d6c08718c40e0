package io.obdio.socketio.server;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The rooms of one namespace and the delivery of its broadcasts. {@link InMemoryAdapter} serves one
 * server; an adapter that connects several servers wraps it and forwards what is not {@linkplain
 * Selection#local() local}. Called from any thread; must be thread-safe and must not block.
 */
public interface Adapter extends AutoCloseable {

  /** The factory of the adapter of each namespace. */
  @FunctionalInterface
  interface Factory {

    /** Creates an adapter that delivers to the sockets of this server through {@code local}. */
    Adapter create(LocalSockets local);
  }

  /**
   * The recipients of a broadcast.
   *
   * @param rooms any of these; empty for all clients
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
   * @param delivery what happens to it for clients that do not read
   * @param key of {@link Delivery#LATEST}
   */
  record BroadcastEvent(
      String event, List<@Nullable Object> args, Delivery delivery, @Nullable String key) {}

  /** The handling of an event for a client that reads more slowly than events arrive. */
  enum Delivery {
    /** It waits; if too many events wait, the client is disconnected. */
    RELIABLE,
    /** It is dropped. */
    VOLATILE,
    /** It replaces the waiting event of the same key. */
    LATEST
  }

  /**
   * The state of a client that is kept for recovery.
   *
   * @param id of the socket
   * @param privateId the secret by which the client gets it back
   * @param rooms of the socket
   * @param data that the program attached
   */
  record SavedSession(
      String id, String privateId, Set<String> rooms, java.util.Map<String, Object> data) {}

  /** The sockets of this server in the adapter's namespace. */
  interface LocalSockets {

    /** Returns the namespace's name. */
    String namespace();

    /** Returns all ids: a view that changes as sockets come and go, safe for several threads. */
    Set<String> ids();

    /** Encodes the event once and sends it to these sockets. */
    void deliver(Set<String> ids, BroadcastEvent event);

    /**
     * Behaves as {@link #deliver}; the acknowledgements come back, one list for each that came in
     * time.
     */
    default CompletionStage<List<List<@Nullable Object>>> deliverWithAck(
        Set<String> ids, BroadcastEvent event, Duration timeout) {
      return deliverWithAck(ids, event, timeout, args -> {});
    }

    /**
     * Behaves as {@link #deliverWithAck(Set, BroadcastEvent, Duration)}.
     *
     * @param each receives each acknowledgement when it arrives; must not block
     */
    CompletionStage<List<List<@Nullable Object>>> deliverWithAck(
        Set<String> ids,
        BroadcastEvent event,
        Duration timeout,
        Consumer<List<@Nullable Object>> each);

    /** Returns a socket, or empty. */
    Optional<Socket> find(String id);

    /** Calls the {@link Namespace#onServerSide} listeners, for an event from another server. */
    void serverSideEvent(String event, List<@Nullable Object> args);

    /**
     * Calls the listeners and the {@link Namespace#answerServerSide} function, for an event of
     * another server that expects an answer.
     *
     * @return the arguments of the answer; fails if there is no function or it failed
     */
    CompletionStage<List<@Nullable Object>> serverSideEventWithAck(
        String event, List<@Nullable Object> args);
  }

  /** Adds a socket to rooms. */
  void join(String id, Set<String> rooms);

  /** Removes a socket from rooms. */
  void leave(String id, Set<String> rooms);

  /** Removes a socket that has disconnected from all rooms. */
  void leaveAll(String id);

  /** Returns the rooms of a socket of this server (a copy). */
  Set<String> rooms(String id);

  /** Returns all rooms of this server with at least one socket (a copy). */
  Set<String> rooms();

  /** Returns the ids of the selected sockets of this server (a copy). */
  Set<String> sockets(Selection selection);

  /** Sends an event to the selected clients. */
  void broadcast(BroadcastEvent event, Selection selection);

  /** Sends an event to the selected clients and collects the acknowledgements. */
  CompletionStage<List<List<@Nullable Object>>> broadcastWithAck(
      BroadcastEvent event, Selection selection, Duration timeout);

  /** Returns the selected clients of all servers. */
  CompletionStage<List<RemoteSocket>> fetchSockets(Selection selection);

  /** Adds the selected clients to rooms. */
  void addSockets(Selection selection, Set<String> rooms);

  /** Removes the selected clients from rooms. */
  void removeSockets(Selection selection, Set<String> rooms);

  /** Disconnects the selected clients. */
  void disconnectSockets(Selection selection, boolean close);

  /** Sends an event to the other servers. */
  void serverSideEmit(String event, List<@Nullable Object> args);

  /**
   * Sends an event to the other servers and collects their answers.
   *
   * @return one list of arguments for each other server; fails with {@link AckException}, which
   *     carries the answers that arrived, after the timeout
   */
  default CompletionStage<List<List<@Nullable Object>>> serverSideEmitWithAck(
      String event, List<@Nullable Object> args, Duration timeout) {
    return CompletableFuture.completedFuture(List.of());
  }

  /**
   * Sets the listener for rooms; called once, before the first socket joins. Adapters without
   * support ignore it.
   */
  default void roomListener(RoomListener listener) {}

  /** Keeps the state of a client that disconnected, within the adapter's bounds. */
  default void saveSession(SavedSession session) {}

  /**
   * Returns a kept state, once.
   *
   * @param privateId the secret of the client
   * @param offset the last argument of the last event that it received
   * @return the state; empty if it is unknown, too old or events since the offset are missing
   */
  default CompletionStage<Optional<SavedSession>> restoreSession(String privateId, String offset) {
    return CompletableFuture.completedFuture(Optional.empty());
  }

  /**
   * Returns the events that a restored client missed. It has joined its rooms by then, so that
   * events that are broadcast meanwhile may be both delivered and returned; their offsets
   * distinguish them.
   *
   * @param session the restored state
   * @param offset as for {@link #restoreSession}
   * @return the events since the offset, oldest first, each with its offset as its last argument;
   *     empty if some are missing
   */
  default CompletionStage<Optional<List<BroadcastEvent>>> missedEvents(
      SavedSession session, String offset) {
    return CompletableFuture.completedFuture(Optional.empty());
  }

  /** Releases the resources of the adapter; called when the server closes. */
  @Override
  default void close() {}
}
