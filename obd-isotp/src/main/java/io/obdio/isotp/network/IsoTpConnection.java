package io.obdio.isotp.network;

import io.obdio.isotp.address.IsoTpAddress;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/**
 * A connection to another node, or a functional address. Both directions work at the same time
 * unless the options select half duplex.
 *
 * <p>Threads: every method may be called by any thread.
 */
public interface IsoTpConnection extends AutoCloseable {

  /** Maximum number of messages that wait to be sent. */
  int MAX_WAITING = 64;

  /** Returns the address. */
  IsoTpAddress address();

  /**
   * Sends a message after those submitted before; copies it. Never blocks.
   *
   * @return a future that completes when the last frame has been accepted by the bus (with the
   *     option {@code confirmed}: transmitted). It fails with {@link IsoTpException} as soon as the
   *     transfer fails or the connection is closed, and at once if {@value #MAX_WAITING} messages
   *     are waiting; with {@link IllegalArgumentException} if the message is empty or does not fit
   *     the single frame of a functional address. Cancelling the future stops the transmission: the
   *     remaining frames are not sent.
   */
  CompletableFuture<Void> send(byte... message);

  /**
   * Changes the values of the flow controls that are sent from now on.
   *
   * @param blockSize BS, 0..255
   * @param stMin STmin as coded, 0..255; see {@link io.obdio.isotp.pdu.StMin}
   * @throws IllegalArgumentException if a value is out of range
   * @throws UnsupportedOperationException if the ISO-TP implementation cannot change them
   */
  default void setFlowControl(int blockSize, int stMin) {
    throw new UnsupportedOperationException(
        address() + ": flow control values cannot be changed while the connection is open");
  }

  /** Returns true until the connection is closed. */
  boolean isOpen();

  /**
   * Refuses new messages, sends those that are waiting, and closes the connection. Never blocks.
   *
   * @param limit the time after which the connection is closed in any case
   * @return a future that completes when the connection is closed
   */
  CompletableFuture<Void> closeAfterSending(Duration limit);

  /**
   * Closes the connection: transfers fail with N_ERROR at once, and nothing is received any more.
   * Never throws, may be called repeatedly.
   */
  @Override
  void close();
}
