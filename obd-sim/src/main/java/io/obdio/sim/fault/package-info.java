/**
 * The faults of adapters and buses. Scenario files name them, and programs switch them on and off
 * while the simulation runs.
 */
@NullMarked
package io.obdio.sim.fault;

import org.jspecify.annotations.NullMarked;
