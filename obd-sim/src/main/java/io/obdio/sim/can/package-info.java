/**
 * The simulated car's ECUs on a CAN bus, by ISO 15765-2. Any bus will do: a virtual one, or a real
 * one that is to be shown a car.
 */
@NullMarked
package io.obdio.sim.can;

import org.jspecify.annotations.NullMarked;
