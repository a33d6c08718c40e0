package io.obdio.socketio.engineio.server;

/** The user of the engine. */
@FunctionalInterface
public interface EngineListener {

  /** Receives a new session, on its loop, before its first message. */
  SessionListener onOpen(EngineSession session, ClientInfo client);

  /** The user of one session, called on its loop. */
  interface SessionListener {

    /**
     * Receives a text message in UTF-8, which begins at the offset; the array is the listener's
     * own.
     */
    void onText(byte[] utf8, int offset, int length);

    /** Receives a binary message; the array is the listener's own. */
    void onBinary(byte[] data);

    /** Receives the end of the session. */
    void onClose(CloseReason reason);
  }
}
