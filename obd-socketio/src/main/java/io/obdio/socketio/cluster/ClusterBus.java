package io.obdio.socketio.cluster;

import io.obdio.socketio.server.Adapter.SavedSession;
import io.obdio.socketio.server.Adapter.Selection;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * The carrier of messages between the servers of a cluster. Methods do not block and may be called
 * by any thread. While the store is not reachable, messages wait in a bounded queue; those that
 * find it full are dropped and counted.
 */
public interface ClusterBus extends AutoCloseable {

  /** A member of the cluster: the adapter of one namespace. Methods must not block. */
  interface Member {

    /** Returns the id of the member, 16 hexadecimal digits. */
    String uid();

    /** Returns the namespace. */
    String namespace();

    /**
     * Receives a message of another member in the same namespace.
     *
     * @param offset the position of a lasting message; null for others
     */
    void received(Envelope envelope, @Nullable String offset);

    /** Returns whether clients of this server are in a room; a client's id is a room too. */
    boolean hasRoom(String room);

    /** Returns the rooms of this server, without those that are ids of clients. */
    Set<String> rooms();

    /** Returns the ids of the selected clients of this server. */
    Set<String> sockets(Selection selection);

    /** Notifies the member that the store is not reachable; messages wait from now on. */
    void disconnected();
  }

  /**
   * A lasting message with its position.
   *
   * @param offset the position
   * @param message the message
   */
  record Entry(String offset, ClusterMessage message) {}

  /** Adds a member, which receives messages from now on. */
  void join(Member member);

  /** Removes a member. */
  void leave(Member member);

  /**
   * Notifies the bus that clients of this server may be in a room now, or none may be in it any
   * more. Calls of several threads may arrive in another order than the changes.
   */
  default void roomChanged(Member member, String room) {}

  /**
   * Sends a lasting message to all other members of the namespace.
   *
   * @return the position of the message, empty if messages are not kept; fails if it was dropped
   */
  CompletionStage<String> append(Envelope envelope);

  /**
   * Sends a message that is not kept.
   *
   * @param to the id of the receiver; null for all other members of the namespace
   */
  void publish(Envelope envelope, @Nullable String to);

  /** Returns the number of members of a namespace, this one included. */
  CompletionStage<Integer> members(String namespace);

  /** Returns whether clients can be recovered at another server. */
  default boolean recovers() {
    return false;
  }

  /** Keeps the state of a client for other members too, if this {@linkplain #recovers recovers}. */
  default void save(SavedSession session, Duration keep) {}

  /**
   * Returns a kept state, once.
   *
   * @return empty if it is unknown, expired, or the message at the offset is no longer kept
   */
  default CompletionStage<Optional<SavedSession>> take(
      String namespace, String privateId, String offset) {
    return CompletableFuture.completedFuture(Optional.empty());
  }

  /**
   * Returns the lasting messages of a namespace after an offset, oldest first; fails if there are
   * more than 100,000, or the store is not reachable.
   */
  default CompletionStage<List<Entry>> after(String namespace, String offset) {
    return CompletableFuture.failedFuture(
        new UnsupportedOperationException("messages are not kept"));
  }

  /** Returns whether the store is reachable. */
  boolean isConnected();

  /** Returns the number of messages that were dropped. */
  long dropped();

  /** Ends the connections to the store. */
  @Override
  void close();
}
