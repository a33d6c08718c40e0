/** ECUs as a bus or an adapter sees them: requests in, replies with their delays out, addresses. */
@NullMarked
package io.obdio.sim.ecu;

import org.jspecify.annotations.NullMarked;
