/**
 * The driver for ELM327 and STN adapters: {@code elm327:/dev/ttyUSB0}, {@code elm327://host:port},
 * or {@code elm327:} alone to look for one.
 */
@NullMarked
package io.obdio.elm327;

import org.jspecify.annotations.NullMarked;
