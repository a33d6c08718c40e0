/**
 * The hex lines of a reply as complete messages: CAN frames by ISO-TP reassembly, the lines of the
 * older buses by checksum and line number. Pure.
 */
@NullMarked
package io.obdio.elm327.line;

import org.jspecify.annotations.NullMarked;
