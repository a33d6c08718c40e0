package io.obdio.elm327.link;

import java.util.List;

/** The serial ports of a machine. Replaced in tests. */
public interface SerialPorts {

  /** Those that exist now, in the order in which to try them. */
  List<PortInfo> list();

  /**
   * Opens a port with 8 data bits, no parity, 1 stop bit.
   *
   * @throws LinkUnavailableException if it is missing, not permitted or in use, saying what to do
   */
  ByteLink open(String path, int baud) throws LinkUnavailableException;
}
