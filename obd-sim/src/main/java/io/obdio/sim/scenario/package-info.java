/**
 * Scenario files: a vehicle, its drive and its faults as data. Reading needs Jackson on the class
 * path. Every mistake in a file is reported with its line, its field and what was expected.
 */
@NullMarked
package io.obdio.sim.scenario;

import org.jspecify.annotations.NullMarked;
