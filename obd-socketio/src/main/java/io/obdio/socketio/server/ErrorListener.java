package io.obdio.socketio.server;

/** A listener for errors of listeners and functions. */
@FunctionalInterface
public interface ErrorListener {

  /** Receives an error; the acknowledgement, if requested, can still be sent. */
  void onError(Event event, Throwable error);
}
