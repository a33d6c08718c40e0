package io.obdio.socketio.server;

/**
 * A listener for the rooms of a namespace on this server; a client's own id is a room too. Runs on
 * the thread that changes the room and must not block.
 */
public interface RoomListener {

  /** Receives a room that got its first client. */
  default void onCreate(String room) {}

  /** Receives a room that lost its last client. */
  default void onDelete(String room) {}

  /** Receives a client that joined a room. */
  default void onJoin(String room, String socketId) {}

  /** Receives a client that left a room. */
  default void onLeave(String room, String socketId) {}
}
