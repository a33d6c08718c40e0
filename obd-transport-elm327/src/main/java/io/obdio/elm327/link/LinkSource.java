package io.obdio.elm327.link;

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
   * Returns what the adapter behind the last link answered to {@code AT I}; empty if opening the
   * link did not send it.
   */
  default String adapterIdentity() {
    return "";
  }
}
