/** What the services of an ECU have in common: requests in, results out. */
@NullMarked
package io.obdio.sim.ecu.service;

import org.jspecify.annotations.NullMarked;
