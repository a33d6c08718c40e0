/** The common parts of the services of an ECU: handlers, results, message bytes. */
@NullMarked
package io.obdio.sim.ecu.service;

import org.jspecify.annotations.NullMarked;
