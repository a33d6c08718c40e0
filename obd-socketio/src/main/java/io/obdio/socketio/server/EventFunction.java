package io.obdio.socketio.server;

import org.jspecify.annotations.Nullable;

/** A function that answers events; runs on the event loop and must not block. */
@FunctionalInterface
public interface EventFunction {

  /**
   * Answers one event.
   *
   * @return the acknowledgement's argument, or a {@link java.util.concurrent.CompletionStage} of
   *     it; ignored if the client requested none or {@link Event#ack} was called
   */
  @Nullable Object answer(Event event) throws Exception;
}
