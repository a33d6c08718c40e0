package io.obdio.socketio.server;

/** Takes the errors of listeners and functions. */
@FunctionalInterface
public interface ErrorListener {

  /** Handling an event failed; the acknowledgement, if asked for, can still be sent. */
  void onError(Event event, Throwable error);
}
