/** The connection to a vehicle: queries, watched commands, supervision. */
@NullMarked
package io.obdio.core.connection;

import org.jspecify.annotations.NullMarked;
