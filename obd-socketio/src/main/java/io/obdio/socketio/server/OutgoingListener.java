package io.obdio.socketio.server;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A listener for events that are sent to a client; runs on the sending thread, must not block. */
@FunctionalInterface
public interface OutgoingListener {

  /**
   * Receives an event that is sent, or dropped later because the client reads too slowly.
   *
   * @param event its name
   * @param args its arguments; unmodifiable
   */
  void onOutgoing(String event, List<@Nullable Object> args);
}
