/** Services 01 to 0A of SAE J1979. */
@NullMarked
package io.obdio.sim.ecu.obd;

import org.jspecify.annotations.NullMarked;
