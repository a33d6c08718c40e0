package io.obdio.socketio.access;

import java.util.Set;

/** An open session of a client. All methods may be called by any thread and do not block. */
public interface ClientSession {

  /** Returns the id of the session, unique among all APIs. */
  String id();

  /** Returns the API: a Socket.IO namespace such as {@code /}, or {@code /ws}. */
  String api();

  /** Returns the transport, such as {@code polling} or {@code websocket}. */
  String transport();

  /** Returns the rooms that the client is in; empty if the API has none. */
  default Set<String> rooms() {
    return Set.of();
  }

  /** Notifies the client of a reason and closes the session. */
  void close(String reason);
}
