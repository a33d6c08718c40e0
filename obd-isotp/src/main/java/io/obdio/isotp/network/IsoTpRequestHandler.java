package io.obdio.isotp.network;

/** The request handler of a server. */
@FunctionalInterface
public interface IsoTpRequestHandler {

  /**
   * Handles a request. Called on the network's callback executor, one request after another; the
   * responses may be sent later and by any thread.
   */
  void onRequest(IsoTpRequest request);

  /** Reports the loss of a request or of a response. */
  default void onError(IsoTpException error) {}
}
