package io.obdio.isotp.network;

/** What a server does with requests. */
@FunctionalInterface
public interface IsoTpRequestHandler {

  /**
   * A request came. Called on the network's callback executor, one request after another; it may
   * answer later, by any thread.
   */
  void onRequest(IsoTpRequest request);

  /** A request or an answer was lost. */
  default void onError(IsoTpException error) {}
}
