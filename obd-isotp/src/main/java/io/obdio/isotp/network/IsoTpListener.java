package io.obdio.isotp.network;

/**
 * Hears what comes in on a connection. Calls come from the network's callback executor, those for
 * one connection one after another; a listener may take its time, it holds up nobody else. While
 * {@value ConnectionCallbacks#MAX_MESSAGES} messages wait for it, further long ones are refused
 * with OVFLW and single frames are lost with {@link #onError}.
 */
@FunctionalInterface
public interface IsoTpListener {

  /**
   * A message came.
   *
   * @param message the listener's to keep
   */
  void onMessage(IsoTpConnection connection, byte[] message);

  /** A long message has begun (N_USData_FF.indication): {@code length} bytes will come. */
  default void onFirstFrame(IsoTpConnection connection, int length) {}

  /**
   * A message that was coming in is lost. Failures of sending are told by the future of {@link
   * IsoTpConnection#send} instead.
   */
  default void onError(IsoTpConnection connection, IsoTpException error) {}

  /**
   * The connection is closed, by us or because the bus is gone. The last call.
   *
   * @param reason for a person; "" if it was asked for
   */
  default void onClosed(IsoTpConnection connection, String reason) {}
}
