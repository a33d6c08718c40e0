package io.obdio.core.command;

/** The ECUs whose responses make up the plain value of a command. */
public enum EcuFilter implements Column {
  /** Every ECU. */
  ALL,
  /** The engine ECU only; where none can be identified, the first that answers. */
  ENGINE,
  /** The transmission ECU only. */
  TRANSMISSION,
  /** The adapter. */
  ADAPTER
}
