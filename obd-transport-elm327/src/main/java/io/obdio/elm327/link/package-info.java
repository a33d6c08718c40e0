/** Byte links to an adapter, over a serial port, the network or in memory. */
@NullMarked
package io.obdio.elm327.link;

import org.jspecify.annotations.NullMarked;
