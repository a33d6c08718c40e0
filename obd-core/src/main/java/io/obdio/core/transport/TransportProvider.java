package io.obdio.core.transport;

import java.util.List;
import java.util.Set;

/**
 * A factory of transports for some URI schemes, found by {@link java.util.ServiceLoader}: a driver
 * names its provider in {@code META-INF/services} and in its module declaration.
 */
public interface TransportProvider {

  /** Returns the schemes, in lower case, without colon. */
  Set<String> schemes();

  /** Returns a line for people: the forms of the URI with their options. */
  String usage();

  /**
   * Creates the transport, without opening it.
   *
   * @throws TransportException.BadUri if a part of the URI is invalid
   */
  DiagnosticTransport create(TransportUri uri) throws TransportException.BadUri;

  /**
   * Returns the files, hosts and devices that the transport of a URI opens. A server asks for them
   * before it creates a transport that a client names; so the call opens and reads nothing.
   *
   * @throws TransportException.BadUri if a part of the URI is invalid
   */
  default List<TransportResource> resources(TransportUri uri) throws TransportException.BadUri {
    return List.of();
  }
}
