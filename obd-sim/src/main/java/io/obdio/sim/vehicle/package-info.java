/** The car itself: signals as functions of time, deterministic by seed. */
@NullMarked
package io.obdio.sim.vehicle;

import org.jspecify.annotations.NullMarked;
