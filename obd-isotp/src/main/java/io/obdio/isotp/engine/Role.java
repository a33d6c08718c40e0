package io.obdio.isotp.engine;

/** How a connection takes part in flow control. */
public enum Role {
  /** As the standard has it: receivers send flow controls, senders wait for them. */
  NORMAL,
  /** Listens to what goes to another: sends nothing, not even flow controls. */
  LISTEN,
  /**
   * Many hear and none answers: long messages are sent without waiting for flow controls, and
   * received without sending any.
   */
  BROADCAST
}
