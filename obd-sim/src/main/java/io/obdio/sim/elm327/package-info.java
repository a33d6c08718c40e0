/**
 * The emulated ELM327 or STN adapter: a state machine from the host's bytes to the adapter's, with
 * the car's buses behind it, and thin shells that put it on TCP, a serial port or into a process.
 * Its parser and formatter are its own, so that a mistake in the client can't cancel out.
 */
@NullMarked
package io.obdio.sim.elm327;

import org.jspecify.annotations.NullMarked;
