package io.obdio.socketio.engineio.server;

/** The POSTs of a session that are being received, of which one is allowed. For one thread. */
final class OpenPosts {
  private int open;

  /** Counts a POST whose head arrived; returns whether it is the only one. */
  boolean begin() {
    return ++open == 1;
  }

  /** Uncounts a POST that was handled or whose connection ended. */
  void end() {
    open--;
  }
}
