package io.obdio.isotp.transport;

import io.obdio.core.transport.TransportException;
import io.obdio.isotp.address.IsoTpAddress;
import io.obdio.isotp.can.CanId;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/**
 * Carries ISO-TP messages to ECUs and back: what an {@link IsoTpTransport} stands on.
 *
 * <p>Threads: {@link #send} is called by one thread at a time, {@link #close} by any. The listener
 * is called by the link's threads.
 */
public interface ObdLink extends AutoCloseable {

  /** The port as a user would name it. */
  String portName();

  /** Words to add to the protocol's name, such as {@code kernel ISO-TP}; "" for none. */
  default String note() {
    return "";
  }

  /**
   * True if it can send so. One that cannot is not asked to.
   *
   * @param address what to send with, and where the answers come from; of a functional one only
   *     {@code txId} matters
   */
  default boolean reaches(IsoTpAddress address) {
    return true;
  }

  /**
   * Receives from all of these addresses from now on, and no longer from those of the last call.
   * They differ in where the answer comes from; the message that follows is sent to the first.
   *
   * @throws IOException if that is not possible
   */
  default void listen(List<IsoTpAddress> addresses) throws IOException {}

  /**
   * Sends a message; returns when its last frame has been handed to the bus.
   *
   * @throws IOException if it failed or took longer than {@code timeout}
   */
  void send(IsoTpAddress address, byte[] message, Duration timeout)
      throws IOException, InterruptedException;

  /** Frees the port. Never throws, may be called twice; the listener hears nothing of it. */
  @Override
  void close();

  /** Opens links. */
  @FunctionalInterface
  interface Opener {
    /**
     * Opens the port.
     *
     * @param timeout the deadline
     * @throws TransportException.Unavailable if it cannot be had, saying what to do
     */
    ObdLink open(Listener listener, Duration timeout) throws TransportException;
  }

  /** Hears what comes from ECUs. Every call returns at once. */
  interface Listener {
    /** A long message has begun. */
    void began(CanId from);

    /** A message came. */
    void message(CanId from, byte[] message);

    /** A message that was coming was lost. */
    void failed(CanId from, String why);

    /** The port is gone. */
    void lost(String reason);
  }
}
