package io.obdio.socketio.gps;

import java.io.IOException;

/** The address of a receiver. */
public interface GpsSource {

  /** A connection; used by one thread, closed by any. */
  interface Link extends AutoCloseable {

    /**
     * Reads bytes.
     *
     * @param timeout in ms, above 0
     * @return the number of bytes; 0 if none arrived in time
     * @throws IOException if the connection has ended
     */
    int read(byte[] target, int timeout) throws IOException;

    /** Closes the connection. Never throws; a second call has no effect. */
    @Override
    void close();
  }

  /** Returns the name for messages, such as {@code gpsd:localhost:2947}. */
  String name();

  /**
   * Connects.
   *
   * @throws IOException if that failed; its message states why
   */
  Link open() throws IOException;

  /** Returns a reader of what the source sends, for one connection. */
  GpsLines lines();
}
