package io.obdio.isotp.can;

import java.io.IOException;
import java.util.Collection;

/**
 * Seam 2: one participant's access to a CAN bus.
 *
 * <p>Threads: every method may be called by any thread, from within a listener too. Listeners of
 * one bus are called by one thread, in the order of the frames on the bus.
 */
public interface CanBus extends AutoCloseable {

  /** The name as the user knows it, such as {@code can0}. */
  String name();

  /** True if frames of up to 64 bytes (CAN FD) may be sent. */
  boolean supportsFd();

  /**
   * Sends a frame; returns when it has been handed to the bus, not when it has been seen there.
   * Never waits.
   *
   * @throws CanBusFullException if the sending queue is full: the frame was not taken, and may be
   *     sent again a little later
   * @throws IOException if the bus is closed or down, or cannot carry such a frame
   */
  void send(CanFrame frame) throws IOException;

  /**
   * Hears frames of other participants that match one of the filters.
   *
   * @param filters an empty collection hears nothing
   */
  Subscription subscribe(Collection<CanFilter> filters, CanListener listener);

  /** Leaves the bus: listeners hear nothing more. Never throws, may be called twice. */
  @Override
  void close();

  /** A listener's place on the bus. */
  interface Subscription extends AutoCloseable {
    /**
     * Hears frames that match one of these filters from now on, instead of the former ones. A frame
     * that matches old and new filters is neither missed nor heard twice.
     */
    void setFilters(Collection<CanFilter> filters);

    /** Ends it: once it returns, no further call begins. */
    @Override
    void close();
  }
}
