package io.obdio.elm327.link;

/** Where links come from: opened anew after each loss. One thread at a time. */
public interface LinkSource {

  /**
   * Opens a link, to an adapter that is at least likely to be there.
   *
   * @param timeoutMillis at least 1
   * @throws LinkUnavailableException if it cannot be had, saying what to do
   */
  ByteLink open(long timeoutMillis) throws LinkUnavailableException;
}
