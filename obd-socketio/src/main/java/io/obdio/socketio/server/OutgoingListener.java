package io.obdio.socketio.server;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Sees the events that are sent to a client, on the thread that sends them; must not block. */
@FunctionalInterface
public interface OutgoingListener {

  /**
   * An event is sent; one that is dropped later, because the client does not read, was seen too.
   *
   * @param event its name
   * @param args its arguments; unmodifiable
   */
  void onOutgoing(String event, List<@Nullable Object> args);
}
