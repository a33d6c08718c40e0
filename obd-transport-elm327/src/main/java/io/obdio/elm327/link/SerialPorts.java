package io.obdio.elm327.link;

import java.util.List;

/** The serial ports of a machine. */
public interface SerialPorts {

  /** Returns the ports that exist now, in the order in which they are tried. */
  List<PortInfo> list();

  /**
   * Opens a port with 8 data bits, no parity, 1 stop bit.
   *
   * @throws LinkUnavailableException if it is missing, not permitted or in use; the message
   *     contains the remedy
   */
  ByteLink open(String path, int baud) throws LinkUnavailableException;
}
