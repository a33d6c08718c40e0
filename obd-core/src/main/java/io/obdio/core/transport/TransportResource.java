package io.obdio.core.transport;

import java.nio.file.Path;

/**
 * Something outside the process that a transport opens. A server checks it before it opens a
 * transport that a client names.
 */
public sealed interface TransportResource {

  /** A file that the transport reads. */
  record ReadFile(Path path) implements TransportResource {}

  /**
   * A host that the transport connects to.
   *
   * @param host name or address, without the brackets of an IPv6 address
   * @param port 1 to 65535
   */
  record RemoteHost(String host, int port) implements TransportResource {}

  /**
   * A device of this machine.
   *
   * @param name such as {@code /dev/ttyUSB0}, {@code COM3} or {@code can0}; empty if the transport
   *     searches for it
   */
  record LocalDevice(String name) implements TransportResource {}
}
