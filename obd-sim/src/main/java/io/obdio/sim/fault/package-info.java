/**
 * What goes wrong with adapters and buses, as data: faults that can be named in a scenario file or
 * switched on while the simulation runs. The emulated adapter asks the injector what is active.
 */
@NullMarked
package io.obdio.sim.fault;

import org.jspecify.annotations.NullMarked;
