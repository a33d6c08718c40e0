/** The driver for CAN adapters on serial ports with the Lawicel (slcan) protocol. */
@NullMarked
package io.obdio.slcan;

import org.jspecify.annotations.NullMarked;
