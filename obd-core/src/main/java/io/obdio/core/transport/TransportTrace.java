package io.obdio.core.transport;

/**
 * A receiver of everything that a transport sends and receives: the bytes of an adapter, or the
 * frames of a bus.
 *
 * <p>Threads: called by any thread of the transport; returns at once and never throws.
 */
public interface TransportTrace {

  /** Reports bytes that are sent to the adapter. */
  void sent(byte[] bytes, int offset, int length);

  /** Reports bytes that were received from the adapter. */
  void received(byte[] bytes, int offset, int length);

  /**
   * Reports a frame of the bus.
   *
   * @param sent whether this program sends it
   * @param frame the frame as candump writes it, such as {@code 7DF#0201000000000000}
   */
  void frame(boolean sent, String frame);

  /** Reports an event, such as a change of the bit rate, for people. */
  void note(String text);
}
