/** Seam 3: bytes to and from an adapter, over a serial port, the network or a pair in memory. */
@NullMarked
package io.obdio.elm327.link;

import org.jspecify.annotations.NullMarked;
