package io.obdio.sim.elm327;

/** What the adapter is busy with: bytes from the host go here instead of into a command. */
interface Activity {

  /** The host sent a byte meanwhile. */
  void onByte(int b);

  /** Ends at once and silently: a reset, a loss of power. */
  default void abandon() {}
}
