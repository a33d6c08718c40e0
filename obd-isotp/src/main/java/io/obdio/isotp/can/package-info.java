/** CAN identifiers, frames, and the interface of a bus. The text form of frames is candump's. */
@NullMarked
package io.obdio.isotp.can;

import org.jspecify.annotations.NullMarked;
