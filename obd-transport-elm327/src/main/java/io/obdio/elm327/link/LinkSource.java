package io.obdio.elm327.link;

import io.obdio.core.transport.TransportTrace;

/** A source of links, from which one is opened after each loss. Used by one thread at a time. */
public interface LinkSource {

  /**
   * Opens a link.
   *
   * @param timeoutMillis at least 1
   * @throws LinkUnavailableException if it cannot be opened; the message contains the remedy
   */
  ByteLink open(long timeoutMillis) throws LinkUnavailableException;

  /**
   * Sets the receiver of the bytes that are exchanged while a link is being opened, such as those
   * of a search for the bit rate.
   */
  default void setTrace(TransportTrace trace) {}

  /**
   * Returns what the adapter behind the last link answered to {@code AT I}; empty if opening the
   * link did not send it.
   */
  default String adapterIdentity() {
    return "";
  }
}
