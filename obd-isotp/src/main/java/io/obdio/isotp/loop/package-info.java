/**
 * One thread that runs tasks and timers, as a seam: a real thread with the machine's clock, or a
 * caller that moves the time itself. The engines' shells stand on it, so that tests need no
 * waiting.
 */
@NullMarked
package io.obdio.isotp.loop;

import org.jspecify.annotations.NullMarked;
