/**
 * The transport {@code sim:}: a simulated vehicle in the same process, behind an emulated ELM327 or
 * directly on a virtual CAN bus.
 */
@NullMarked
package io.obdio.sim.transport;

import org.jspecify.annotations.NullMarked;
