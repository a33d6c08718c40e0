package io.obdio.isotp.can;

import java.io.IOException;
import java.util.Collection;

/**
 * A participant of a CAN bus: sends frames and delivers those of the other participants.
 *
 * <p>Threads: every method may be called by any thread, also from a listener. The listeners of one
 * bus are called by one thread, in the order of the frames on the bus.
 */
public interface CanBus extends AutoCloseable {

  /** Returns the name that the user gave, such as {@code can0}. */
  String name();

  /** Returns true if CAN FD frames of up to 64 bytes can be sent. */
  boolean supportsFd();

  /**
   * Sends a frame. Returns when the frame has been accepted for transmission, which is before it
   * has been transmitted; never blocks for longer than a few milliseconds.
   *
   * @throws CanBusFullException if the transmit queue is full; the frame was not accepted and may
   *     be sent again shortly
   * @throws IOException if the bus is closed or down, or does not support such a frame
   */
  void send(CanFrame frame) throws IOException;

  /**
   * Sends a frame and reports its transmission (L_Data.confirm of ISO 15765-2).
   *
   * @param listener called once when the frame has been transmitted, by any thread and possibly
   *     before this method returns; must return at once
   * @return false if this bus cannot report transmissions; the frame has been sent, and the
   *     listener is never called
   * @throws CanBusFullException as {@link #send(CanFrame)}
   * @throws IOException as {@link #send(CanFrame)}
   */
  default boolean send(CanFrame frame, TransmitListener listener) throws IOException {
    send(frame);
    return false;
  }

  /**
   * Sets whether subscriptions also receive the frames that this participant sends. Off by default.
   *
   * @return this bus
   */
  CanBus receiveOwn(boolean own);

  /**
   * Starts to deliver frames of other participants that match at least one of the filters.
   *
   * @param filters the filters; an empty collection matches nothing
   */
  Subscription subscribe(Collection<CanFilter> filters, CanListener listener);

  /** Leaves the bus; listeners are not called any more. Never throws, may be called repeatedly. */
  @Override
  void close();

  /** A callback for the transmission of a frame. */
  @FunctionalInterface
  interface TransmitListener {
    /**
     * Reports that the frame has been transmitted.
     *
     * @param age nanoseconds since the end of its transmission, 0 if unknown
     */
    void transmitted(long age);
  }

  /** The registration of a listener. */
  interface Subscription extends AutoCloseable {
    /**
     * Replaces the filters. A frame that matches both the old and the new filters is delivered
     * exactly once.
     */
    void setFilters(Collection<CanFilter> filters);

    /** Ends the subscription: no call of the listener begins after this method has returned. */
    @Override
    void close();
  }
}
