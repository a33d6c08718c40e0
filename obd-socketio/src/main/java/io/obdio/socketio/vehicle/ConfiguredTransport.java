package io.obdio.socketio.vehicle;

import io.obdio.core.transport.DiagnosticTransport;

/**
 * The transport that the program has chosen.
 *
 * @param supervised whether a supervisor continues to open it if the first attempt fails
 */
record ConfiguredTransport(DiagnosticTransport transport, boolean supervised) {}
