/**
 * The seam to the drivers: one request, the answers of the ECUs. A driver implements {@link
 * io.obdio.core.transport.DiagnosticTransport} and is found by the scheme of a URI.
 */
@NullMarked
package io.obdio.core.transport;

import org.jspecify.annotations.NullMarked;
