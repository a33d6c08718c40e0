/**
 * Scenario files: a car, its faults and its drive as data. Reading needs Jackson on the class path;
 * every mistake in a file is told with its line, its field and what was expected.
 */
@NullMarked
package io.obdio.sim.scenario;

import org.jspecify.annotations.NullMarked;
