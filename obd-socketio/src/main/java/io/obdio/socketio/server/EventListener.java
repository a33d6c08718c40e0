package io.obdio.socketio.server;

/** Takes events of a client, on the event loop; must not block. */
@FunctionalInterface
public interface EventListener {

  /** Takes one event. */
  void onEvent(Event event) throws Exception;
}
