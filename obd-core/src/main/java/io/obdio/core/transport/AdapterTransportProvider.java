package io.obdio.core.transport;

/**
 * A provider whose transports also run over connections that the program opens itself. The ELM327
 * driver is one.
 */
public interface AdapterTransportProvider extends TransportProvider {

  /**
   * Creates a transport over connections of {@code ports}, without opening one.
   *
   * @param uri the options, with one of {@link #schemes} and an empty target
   * @throws TransportException.BadUri if a part of the URI is wrong
   */
  DiagnosticTransport create(TransportUri uri, AdapterPort.Opener ports)
      throws TransportException.BadUri;
}
