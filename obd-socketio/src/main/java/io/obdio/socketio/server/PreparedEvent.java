package io.obdio.socketio.server;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An event that is encoded once and sent to many sockets at different times; see {@link
 * Namespace#prepare}. Immutable and safe for use by any thread.
 */
public interface PreparedEvent {

  /** Returns the namespace whose sockets it may be sent to. */
  Namespace namespace();

  /** Returns the event's name. */
  String name();

  /** Returns the event's arguments; unmodifiable. */
  List<@Nullable Object> args();
}
