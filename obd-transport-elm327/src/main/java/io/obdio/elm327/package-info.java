/**
 * The driver for ELM327 and STN adapters, chosen by the URIs {@code elm327:/dev/ttyUSB0}, {@code
 * elm327://host:port}, or {@code elm327:} to search all serial ports.
 */
@NullMarked
package io.obdio.elm327;

import org.jspecify.annotations.NullMarked;
