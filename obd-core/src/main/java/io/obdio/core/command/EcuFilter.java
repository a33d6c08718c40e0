package io.obdio.core.command;

/** Whose answers make up a command's plain value. */
public enum EcuFilter {
  /** Every ECU's. */
  ALL,
  /** The engine's alone (or, where none is told apart, the first that answers). */
  ENGINE,
  /** The transmission's alone. */
  TRANSMISSION,
  /** The adapter's. */
  ADAPTER
}
