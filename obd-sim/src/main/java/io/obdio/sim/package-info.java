/**
 * A simulated vehicle with its ECUs. {@link io.obdio.sim.SimulatedVehicle} is where to start; the
 * packages below hold what it measures, its buses and the emulated ELM327.
 */
@NullMarked
package io.obdio.sim;

import org.jspecify.annotations.NullMarked;
