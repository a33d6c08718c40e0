/**
 * A simulated vehicle with its ECUs. Start with {@link io.obdio.sim.SimulatedVehicle}. The packages
 * below contain its signals, its buses and the emulated ELM327.
 */
@NullMarked
package io.obdio.sim;

import org.jspecify.annotations.NullMarked;
