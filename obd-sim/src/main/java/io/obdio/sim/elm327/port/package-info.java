/** Connections to an emulated ELM327: in memory, TCP and serial ports. */
@NullMarked
package io.obdio.sim.elm327.port;

import org.jspecify.annotations.NullMarked;
