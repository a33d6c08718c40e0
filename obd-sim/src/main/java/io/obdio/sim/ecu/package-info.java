/**
 * ECUs from the point of view of a bus or an adapter: requests, replies with their delays,
 * addresses.
 */
@NullMarked
package io.obdio.sim.ecu;

import org.jspecify.annotations.NullMarked;
