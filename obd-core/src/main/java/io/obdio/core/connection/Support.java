package io.obdio.core.connection;

/** The support of a command by a vehicle, according to the bit maps that it has sent. */
public enum Support {
  /** The bit map contains the command, or no bit map exists for it. */
  SUPPORTED,
  /** The bit map does not contain the command. */
  NOT_SUPPORTED,
  /** The bit map has not been requested yet, or there is no vehicle. */
  UNKNOWN
}
