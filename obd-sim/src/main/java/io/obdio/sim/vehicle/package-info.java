/**
 * The vehicle's signals as functions of time, its ignition, and its memory of faults. Everything is
 * deterministic for a given seed.
 */
@NullMarked
package io.obdio.sim.vehicle;

import org.jspecify.annotations.NullMarked;
