package io.obdio.socketio.app.config;

/** A set of flags whose values are checked beyond their types. */
public interface CheckedFlags {

  /**
   * Checks the values without opening a port or a connection.
   *
   * @throws RuntimeException whose message states what is wrong
   */
  void check();
}
