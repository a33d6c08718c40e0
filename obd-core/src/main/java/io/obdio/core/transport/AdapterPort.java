package io.obdio.core.transport;

import java.io.IOException;
import java.time.Duration;

/**
 * A byte connection to a diagnostic adapter that the program opens itself: an emulated adapter in
 * the same process, or a connection for which the driver has no code.
 *
 * <p>Threads: {@link #write} and {@link #read} are called by one thread at a time. {@link #close}
 * may be called by any thread at any time and ends a blocked {@link #read}.
 *
 * @see AdapterTransportProvider
 */
public interface AdapterPort extends AutoCloseable {

  /** Opens connections: one for the first start and one for each reconnection. */
  @FunctionalInterface
  interface Opener {

    /**
     * Opens a connection.
     *
     * @param timeout the limit for opening it
     * @throws IOException if it cannot be opened; the message names the port and the remedy
     */
    AdapterPort open(Duration timeout) throws IOException;
  }

  /** Returns the port's name as the user would write it, such as {@code sim:}. */
  String name();

  /**
   * Returns the time that passes while {@link #read} waits, in nanoseconds from an arbitrary
   * origin: the computer's clock, unless the time of the adapter is virtual.
   */
  default long nanoTime() {
    return System.nanoTime();
  }

  /**
   * Sends all bytes.
   *
   * @throws IOException if the connection is closed or lost
   */
  void write(byte[] bytes, int offset, int length) throws IOException;

  /**
   * Waits for at least one byte and reads as many as are available and fit.
   *
   * @param timeout how long to wait for the first byte; zero to return at once
   * @return the number of bytes; 0 if none arrived in time, -1 if the connection is closed or lost
   * @throws IOException if reading fails
   */
  int read(byte[] target, int offset, int length, Duration timeout) throws IOException;

  /** Closes the connection. Never throws, may be called twice. */
  @Override
  void close();
}
