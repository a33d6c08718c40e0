/**
 * The service provider interface for drivers. A driver implements {@link
 * io.obdio.core.transport.DiagnosticTransport}; the scheme of a URI selects it.
 */
@NullMarked
package io.obdio.core.transport;

import org.jspecify.annotations.NullMarked;
