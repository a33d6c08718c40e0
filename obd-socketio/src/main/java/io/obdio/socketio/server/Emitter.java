package io.obdio.socketio.server;

import org.jspecify.annotations.Nullable;

/** A recipient of events. Safe for use by any thread; never blocks. */
public interface Emitter {

  /**
   * Sends an event.
   *
   * @param event any name except the reserved ones ({@code connect}, {@code connect_error}, {@code
   *     disconnect}, {@code disconnecting}, {@code newListener}, {@code removeListener})
   * @param args values that the codec can write; byte arrays are sent as binary attachments
   * @throws IllegalArgumentException if the name is reserved or an argument cannot be written
   */
  void emit(String event, @Nullable Object... args);
}
