/** Many vehicles as functions of time, without an ECU for each. All values follow from one seed. */
@org.jspecify.annotations.NullMarked
package io.obdio.sim.fleet;
