/** An emulated CAN adapter with the Lawicel (slcan) protocol, on a serial port. */
@NullMarked
package io.obdio.sim.slcan;

import org.jspecify.annotations.NullMarked;
