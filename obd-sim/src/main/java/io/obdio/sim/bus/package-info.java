/**
 * The buses of a simulated vehicle: CAN, J1850 and the K-line, with the ECUs as nodes. They are
 * independent of any adapter.
 */
@NullMarked
package io.obdio.sim.bus;

import org.jspecify.annotations.NullMarked;
