package io.obdio.socketio.server;

import org.jspecify.annotations.Nullable;

/** Answers events of a client, on the event loop; must not block. */
@FunctionalInterface
public interface EventFunction {

  /**
   * Answers one event.
   *
   * @return the acknowledgement's argument, or a {@link java.util.concurrent.CompletionStage} of
   *     it; ignored when the client asked for none or {@link Event#ack} was called
   */
  @Nullable Object answer(Event event) throws Exception;
}
