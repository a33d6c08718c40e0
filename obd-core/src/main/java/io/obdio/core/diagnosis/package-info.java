/** The state of a vehicle for people: trouble codes, freeze frames, readiness for inspection. */
@NullMarked
package io.obdio.core.diagnosis;

import org.jspecify.annotations.NullMarked;
