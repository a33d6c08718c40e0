package io.obdio.core.transport;

import java.util.Set;

/**
 * Makes transports of some URI schemes. Found through {@link java.util.ServiceLoader}: a driver
 * names its provider in {@code META-INF/services}.
 */
public interface TransportProvider {

  /** The schemes, in lower case, without colon. */
  Set<String> schemes();

  /** A line for a person: the forms of the URI with their options. */
  String usage();

  /**
   * Makes the transport, without opening it.
   *
   * @throws TransportException.BadUri if a part of the URI is wrong
   */
  DiagnosticTransport create(TransportUri uri) throws TransportException.BadUri;
}
