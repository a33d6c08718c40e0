package io.obdio.sim.ecu;

/** The kind of bus that carries a request. It decides the format of the services (SAE J1979). */
public enum Medium {
  /** ISO 15765-4: a long answer is one message, a request may contain several PIDs. */
  CAN,
  /**
   * SAE J1850, ISO 9141-2, ISO 14230-4: an answer has at most 7 data bytes; longer ones are several
   * numbered messages.
   */
  LEGACY
}
