/** The connection API: query a vehicle, watch it, keep the connection alive. */
@NullMarked
package io.obdio.core.connection;

import org.jspecify.annotations.NullMarked;
