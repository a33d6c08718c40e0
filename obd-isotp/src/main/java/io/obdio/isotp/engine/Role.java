package io.obdio.isotp.engine;

/** The part that a connection takes in flow control. */
public enum Role {
  /** As the standard defines: receivers send flow controls, senders wait for them. */
  NORMAL,
  /** Receives what is addressed to another node; sends nothing, not even flow controls. */
  LISTEN,
  /**
   * One sender and many receivers: long messages are sent without waiting for flow controls, and
   * received without sending any.
   */
  BROADCAST
}
