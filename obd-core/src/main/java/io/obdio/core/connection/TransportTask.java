package io.obdio.core.connection;

import io.obdio.core.transport.DiagnosticTransport;
import io.obdio.core.transport.TransportException;

/** A task of a transport apart from the exchange of requests. */
interface TransportTask<T> {
  T run(DiagnosticTransport transport) throws TransportException;
}
