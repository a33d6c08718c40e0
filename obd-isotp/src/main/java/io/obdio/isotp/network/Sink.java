package io.obdio.isotp.network;

import io.obdio.isotp.can.CanFrame;
import io.obdio.isotp.engine.FrameError;

/** The receiver of a connection's messages and events. Called on the loop; must return at once. */
interface Sink {

  /** Returns true if there is no room for another message. */
  boolean full();

  /**
   * Receives a message.
   *
   * @param functional true if it had a functional identifier of the address
   */
  void message(byte[] message, boolean functional);

  void firstFrame(int length);

  void error(IsoTpException error);

  /** Reports a frame that was ignored. */
  default void ignored(CanFrame frame, FrameError reason) {}

  /** Reports that the connection is closed; the last call. */
  void closed(String reason);
}
