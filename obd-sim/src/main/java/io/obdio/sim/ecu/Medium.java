package io.obdio.sim.ecu;

/** What carries a request: the services' formats differ (SAE J1979). */
public enum Medium {
  /** ISO 15765-4: long answers are one message, requests may name several PIDs. */
  CAN,
  /**
   * SAE J1850, ISO 9141-2, ISO 14230-4: an answer has 7 data bytes at most, longer ones are several
   * numbered messages.
   */
  LEGACY
}
