package io.obdio.elm327.link;

import java.io.IOException;
import java.util.function.Consumer;

/**
 * A byte connection to an adapter.
 *
 * <p>The link is also the clock of the driver: each wait is a {@link #read} with a deadline in the
 * link's {@link #nanoTime}, so that the driver runs in virtual time over a link in virtual time.
 *
 * <p>Threads: {@link #write}, {@link #read}, {@link #available} and {@link #setBaudRate} are called
 * by one thread at a time. {@link #close} may be called by any thread at any time and ends a
 * waiting {@link #read} with an {@link IOException}.
 */
public interface ByteLink extends AutoCloseable {

  /**
   * Returns the port as a user names it, such as {@code /dev/ttyUSB0} or {@code 10.0.0.1:35000}.
   */
  String name();

  /** Returns the time in which deadlines are given, in nanoseconds from an arbitrary origin. */
  default long nanoTime() {
    return System.nanoTime();
  }

  /**
   * Sends all bytes.
   *
   * @throws IOException if the link is closed or lost, or the peer accepts no bytes for seconds
   */
  void write(byte[] bytes, int offset, int length) throws IOException;

  /**
   * Waits for at least one byte and reads as many as are available and fit.
   *
   * @param deadlineNanos by {@link #nanoTime}; if it has passed, the link is read without waiting
   * @return the number of bytes read; 0 if the deadline passed
   * @throws IOException if the link is closed or lost (end of stream included)
   */
  int read(byte[] target, int offset, int length, long deadlineNanos) throws IOException;

  /**
   * Returns a lower bound of the number of bytes that can be read without waiting.
   *
   * @throws IOException if the link is closed or lost
   */
  int available() throws IOException;

  /**
   * Changes the bit rate of a serial line.
   *
   * @return false if this link is not a serial line
   * @throws IOException if the line does not support this rate
   */
  default boolean setBaudRate(int baud) throws IOException {
    return false;
  }

  /** Returns the bit rate of a serial line; 0 if this link is none. */
  default int baudRate() {
    return 0;
  }

  /**
   * Sets the listener that is called when the link notices by itself that it is lost, such as when
   * a device is unplugged. It is called on any thread with the reason, and must return immediately.
   * Links that notice a loss only in {@link #read} never call it.
   */
  default void onLost(Consumer<String> listener) {}

  /** Closes the port. Never throws; a second call has no effect. */
  @Override
  void close();
}
