/** The services of ISO 14229-1 (UDS). */
@NullMarked
package io.obdio.sim.ecu.uds;

import org.jspecify.annotations.NullMarked;
