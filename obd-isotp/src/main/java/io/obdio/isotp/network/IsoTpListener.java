package io.obdio.isotp.network;

import io.obdio.isotp.can.CanFrame;
import io.obdio.isotp.engine.FrameError;

/**
 * The receiver of a connection's messages and events.
 *
 * <p>Threads: called on the network's callback executor, one call at a time for each connection; a
 * listener may block without delaying other connections. While {@value
 * ConnectionCallbacks#MAX_MESSAGES} messages wait for it, further segmented messages are refused
 * with OVFLW, and single frames are dropped and reported to {@link #onError}.
 */
@FunctionalInterface
public interface IsoTpListener {

  /**
   * Receives a message.
   *
   * @param message the message; the array is not used any more
   */
  void onMessage(IsoTpConnection connection, byte[] message);

  /**
   * Receives a message with one of the functional identifiers of the connection's address; calls
   * {@link #onMessage} unless it is overridden.
   */
  default void onFunctionalMessage(IsoTpConnection connection, byte[] message) {
    onMessage(connection, message);
  }

  /** Reports the first frame of a message of {@code length} bytes (N_USData_FF.indication). */
  default void onFirstFrame(IsoTpConnection connection, int length) {}

  /**
   * Reports the loss of a message that was being received. Failures of sending are reported by the
   * future of {@link IsoTpConnection#send} instead.
   */
  default void onError(IsoTpConnection connection, IsoTpException error) {}

  /** Reports a frame that was ignored as the standard requires; for diagnosis. */
  default void onIgnored(IsoTpConnection connection, CanFrame frame, FrameError reason) {}

  /**
   * Reports that the connection is closed, by the user or because the bus was lost. The last call.
   *
   * @param reason a message for the user; "" if the user closed the connection
   */
  default void onClosed(IsoTpConnection connection, String reason) {}
}
