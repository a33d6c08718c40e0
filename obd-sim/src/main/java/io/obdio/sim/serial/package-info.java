/** The serial devices that the emulated adapters are served on. */
@NullMarked
package io.obdio.sim.serial;

import org.jspecify.annotations.NullMarked;
