package io.obdio.socketio.cluster;

import java.util.Set;

/** A message on the channel for requests of the classic adapter. */
public sealed interface ClassicRequest {

  /** A message that the other adapters have too. */
  record Message(Envelope envelope) implements ClassicRequest {}

  /** A request for the rooms of a server. */
  record Rooms(String uid, String requestId) implements ClassicRequest {}

  /**
   * A request for the ids of the clients in any of some rooms, of all clients if there are none.
   */
  record Ids(String uid, String requestId, Set<String> rooms) implements ClassicRequest {
    /** Copies the rooms. */
    public Ids {
      rooms = Set.copyOf(rooms);
    }
  }
}
