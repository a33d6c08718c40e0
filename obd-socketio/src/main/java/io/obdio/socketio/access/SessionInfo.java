package io.obdio.socketio.access;

import java.time.Instant;
import java.util.Set;

/**
 * An open session as an administrator sees it.
 *
 * @param id of the session
 * @param api such as {@code /octane} or {@code /ws}
 * @param key name of the key; empty for an anonymous client
 * @param address of the client
 * @param transport such as {@code websocket}
 * @param since when the client authenticated
 * @param rooms that the client is in
 */
public record SessionInfo(
    String id,
    String api,
    String key,
    String address,
    String transport,
    Instant since,
    Set<String> rooms) {

  /** Copies the rooms. */
  public SessionInfo {
    rooms = Set.copyOf(rooms);
  }
}
