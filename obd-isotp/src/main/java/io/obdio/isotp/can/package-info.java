/**
 * CAN identifiers, frames and the seam to a bus: send a frame, subscribe to frames. The text form
 * is candump's.
 */
@NullMarked
package io.obdio.isotp.can;

import org.jspecify.annotations.NullMarked;
