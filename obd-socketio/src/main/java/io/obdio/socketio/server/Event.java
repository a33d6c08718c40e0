package io.obdio.socketio.server;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** An event from a client. */
public interface Event {

  /** Who sent it. */
  Socket socket();

  /** Its name. */
  String name();

  /**
   * Its arguments: maps, lists, strings, numbers, booleans, byte arrays and nulls; unmodifiable.
   */
  List<@Nullable Object> args();

  /** An argument, or null when there are not so many. */
  default @Nullable Object arg(int index) {
    return index < args().size() ? args().get(index) : null;
  }

  /** Whether the client asked for an acknowledgement that was not sent yet. */
  boolean wantsAck();

  /**
   * Acknowledges; may be called from any thread. Does nothing when the client did not ask for it or
   * when it was sent already.
   */
  void ack(@Nullable Object... values);
}
