/**
 * Event loops: with a thread and the system clock, or with a clock that a test advances, so that
 * tests of time-outs take no time.
 */
@NullMarked
package io.obdio.isotp.loop;

import org.jspecify.annotations.NullMarked;
