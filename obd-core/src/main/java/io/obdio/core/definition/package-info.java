/**
 * Vehicle definitions as data, turned into commands: OBDb signal sets and Torque's CSV. A broken
 * row is reported and the good ones load; formulas are compiled once and can only do arithmetic.
 */
@NullMarked
package io.obdio.core.definition;

import org.jspecify.annotations.NullMarked;
