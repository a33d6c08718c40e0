package io.obdio.slcan;

import java.io.IOException;

/**
 * The serial line to an adapter.
 *
 * <p>Threads: one thread at a time reads, one at a time writes, any thread closes.
 */
interface SlcanPort extends AutoCloseable {

  /** Returns the name of the port, such as {@code /dev/ttyACM0}. */
  String name();

  /**
   * Reads what is available; blocks for at most about 100 ms if that is nothing.
   *
   * @return the number of bytes, 0 if nothing arrived
   * @throws IOException if the port is lost or closed; the message states why
   */
  int read(byte[] target) throws IOException;

  /**
   * Writes all bytes.
   *
   * @throws IOException if the port is lost or closed, or accepts no bytes for a second
   */
  void write(byte[] bytes) throws IOException;

  /** Closes the port; a read ends with an exception. Never throws, may be called repeatedly. */
  @Override
  void close();
}
