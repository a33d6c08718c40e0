package io.obdio.elm327.link;

import java.io.IOException;
import java.util.function.Consumer;

/**
 * Seam 3: bytes to and from an adapter.
 *
 * <p>The link is also the clock of the dialogue that runs over it: every wait of the driver is a
 * {@link #read} with a deadline in the link's own {@link #nanoTime}, so that a link in virtual time
 * makes the whole driver run in virtual time.
 *
 * <p>Threads: {@link #write}, {@link #read}, {@link #available} and {@link #setBaudRate} are called
 * by one thread at a time. {@link #close} may come from any thread at any time and ends a waiting
 * {@link #read} with an {@link IOException}.
 */
public interface ByteLink extends AutoCloseable {

  /** The port as the user would name it, such as {@code /dev/ttyUSB0} or {@code 10.0.0.1:35000}. */
  String name();

  /** The clock that deadlines are meant in, in nanoseconds from an arbitrary origin. */
  default long nanoTime() {
    return System.nanoTime();
  }

  /**
   * Sends all bytes.
   *
   * @throws IOException if the link is closed or gone, or the other side takes nothing for seconds
   */
  void write(byte[] bytes, int offset, int length) throws IOException;

  /**
   * Waits until at least one byte is there and takes as many as there are room for.
   *
   * @param deadlineNanos by {@link #nanoTime}; in the past: takes what is there
   * @return how many bytes were read; 0 if the deadline passed
   * @throws IOException if the link is closed or gone (end of stream included)
   */
  int read(byte[] target, int offset, int length, long deadlineNanos) throws IOException;

  /**
   * How many bytes can be read without waiting; a lower bound.
   *
   * @throws IOException if the link is closed or gone
   */
  int available() throws IOException;

  /**
   * Changes the bit rate of a serial line.
   *
   * @return false if this link has none
   * @throws IOException if the line refuses this rate
   */
  default boolean setBaudRate(int baud) throws IOException {
    return false;
  }

  /** The bit rate of a serial line; 0 if this link has none. */
  default int baudRate() {
    return 0;
  }

  /**
   * Whom to tell when the link learns by itself that it is gone, such as on an unplugged device.
   * Called on any thread with a reason for a person; must return at once. Links that learn it only
   * from {@link #read} never call it.
   */
  default void onLost(Consumer<String> listener) {}

  /** Frees the port. Never throws, may be called twice. */
  @Override
  void close();
}
