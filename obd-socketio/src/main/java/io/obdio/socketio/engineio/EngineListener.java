package io.obdio.socketio.engineio;

/** Who uses the engine. */
@FunctionalInterface
public interface EngineListener {

  /** A session is open; called on its loop, before its first message. */
  SessionListener onOpen(EngineSession session, ClientInfo client);

  /** Takes the messages of one session, on its loop. */
  interface SessionListener {

    /** A text message in UTF-8; the array is the listener's, the message begins at the offset. */
    void onText(byte[] utf8, int offset, int length);

    /** A binary message; the array is the listener's. */
    void onBinary(byte[] data);

    /** The session ended. */
    void onClose(CloseReason reason);
  }
}
