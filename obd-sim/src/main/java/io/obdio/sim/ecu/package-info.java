/**
 * ECUs that answer services 01 to 0A of SAE J1979 and the services of ISO 14229-1, from the state
 * of a simulated car. Payloads in, payloads and delays out: nothing here knows a bus's framing.
 */
@NullMarked
package io.obdio.sim.ecu;

import org.jspecify.annotations.NullMarked;
