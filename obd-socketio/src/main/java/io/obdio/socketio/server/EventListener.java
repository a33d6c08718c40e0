package io.obdio.socketio.server;

/** A listener for events; runs on the event loop and must not block. */
@FunctionalInterface
public interface EventListener {

  /** Receives an event. */
  void onEvent(Event event) throws Exception;
}
