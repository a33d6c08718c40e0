/**
 * From the hex lines of a reply to whole messages: CAN frames through ISO-TP reassembly, the older
 * buses' lines through checksum and line numbers. Pure.
 */
@NullMarked
package io.obdio.elm327.line;

import org.jspecify.annotations.NullMarked;
