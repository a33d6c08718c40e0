package io.obdio.socketio.vehicle;

/**
 * A gate that every request of a client to the vehicle passes, such as that of a connection that
 * sleeps. Requests of the program do not pass it.
 */
public interface RequestGate {

  /** The gate that is always open. */
  RequestGate OPEN =
      new RequestGate() {
        @Override
        public void check() {}

        @Override
        public void await() {}
      };

  /**
   * Decides whether a request may be queued; must not block.
   *
   * @throws RequestException if it may not
   */
  void check() throws RequestException;

  /** Waits until the request can be sent, on the thread of the requests. */
  void await();
}
