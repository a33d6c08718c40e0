package io.obdio.sim.elm327;

/** An operation in progress. It receives the bytes of the host until it ends. */
interface Activity {

  /** Handles a byte of the host. */
  void onByte(int b);

  /** Ends without output, as after a reset or a loss of power. */
  default void abandon() {}
}
