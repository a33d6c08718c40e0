package io.obdio.isotp.network;

import io.obdio.isotp.address.IsoTpAddress;
import java.util.concurrent.CompletableFuture;

/**
 * A way to one other node, or from many. Both directions work at once unless the options say half
 * duplex.
 *
 * <p>Threads: every method may be called by any thread.
 */
public interface IsoTpConnection extends AutoCloseable {

  /** Messages that may wait to be sent. */
  int MAX_WAITING = 64;

  /** What it sends with and what it hears. */
  IsoTpAddress address();

  /**
   * Sends a message after those handed in before; copies it. Never waits.
   *
   * @return completes when the last frame has been handed to the bus; fails with {@link
   *     IsoTpException} as soon as the transfer fails, the connection is closed, or at once if
   *     {@value #MAX_WAITING} messages wait; with {@link IllegalArgumentException} if the message
   *     is empty or does not fit the single frame that functional addressing allows
   */
  CompletableFuture<Void> send(byte... message);

  /** True until it is closed. */
  boolean isOpen();

  /**
   * Ends it: what is under way fails with N_ERROR at once, nothing more is heard. Never throws, may
   * be called twice.
   */
  @Override
  void close();
}
