package io.obdio.isotp.transport;

import io.obdio.core.transport.TransportException;
import io.obdio.isotp.address.IsoTpAddress;
import io.obdio.isotp.can.CanBus;
import io.obdio.isotp.can.CanId;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * A carrier of ISO-TP messages to and from ECUs, used by {@link IsoTpTransport}.
 *
 * <p>Threads: {@link #listen} and {@link #send} are called by one thread at a time, {@link #close}
 * by any. The listener is called by the link's threads.
 */
public interface ObdLink extends AutoCloseable {

  /** Returns the port as a user names it. */
  String portName();

  /** Returns an addition to the protocol's name, such as {@code kernel ISO-TP}; "" for none. */
  default String note() {
    return "";
  }

  /** Returns the bus whose frames can be received; empty if the link has no access to them. */
  default Optional<CanBus> bus() {
    return Optional.empty();
  }

  /**
   * Returns true if the link can send to an address.
   *
   * @param address the address; if it is functional, only {@code txId} matters
   */
  default boolean reaches(IsoTpAddress address) {
    return true;
  }

  /**
   * Returns true if the link receives responses whose address byte is {@link
   * IsoTpAddress#ANY_BYTE}.
   */
  default boolean receivesAnyAddressByte() {
    return true;
  }

  /**
   * Prepares to receive the responses of these addresses, beside those of legislated OBD that are
   * always received.
   *
   * @throws IOException if that fails
   */
  default void listen(List<IsoTpAddress> addresses) throws IOException {}

  /**
   * Sends a message.
   *
   * @return a future that completes when the last frame has been transmitted, or accepted by the
   *     bus if that cannot be observed; cancelling it stops the transmission if the link can
   */
  CompletableFuture<Void> send(IsoTpAddress address, byte[] message);

  /** Closes the port. Never throws, may be called repeatedly; the listener is not notified. */
  @Override
  void close();

  /** A function that opens a link. */
  @FunctionalInterface
  interface Opener {
    /**
     * Opens the port.
     *
     * @param timeout the deadline
     * @throws TransportException.Unavailable if it cannot be opened; the message states what to do
     */
    ObdLink open(Listener listener, Duration timeout) throws TransportException;
  }

  /** The receiver of messages. Every call returns at once. */
  interface Listener {
    /** Reports the first frame of a segmented message. */
    void began(CanId from);

    /** Receives a message. */
    void message(CanId from, byte[] message);

    /** Reports the loss of a message that was being received. */
    void failed(CanId from, String why);

    /** Reports that the port is lost. */
    void lost(String reason);

    /** Returns the bus that a link uses in place of {@code bus}, so that its frames are traced. */
    default CanBus traced(CanBus bus) {
      return bus;
    }
  }
}
