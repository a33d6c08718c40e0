package io.obdio.socketio.server;

import org.jspecify.annotations.Nullable;

/** Something events can be sent to; may be used from any thread and never blocks. */
public interface Emitter {

  /**
   * Sends an event.
   *
   * @param event any name but the reserved ones ({@code connect}, {@code connect_error}, {@code
   *     disconnect}, {@code disconnecting}, {@code newListener}, {@code removeListener})
   * @param args what the codec can write; byte arrays travel as binary attachments
   * @throws IllegalArgumentException if the name is reserved or an argument cannot be written
   */
  void emit(String event, @Nullable Object... args);
}
