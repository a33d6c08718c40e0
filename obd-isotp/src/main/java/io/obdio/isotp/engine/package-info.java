/**
 * The state machines of ISO 15765-2, which own no thread, no clock and no socket: frames and the
 * passing of time go in, frames, messages and results come out. Times are nanoseconds of any one
 * monotonic clock.
 */
@NullMarked
package io.obdio.isotp.engine;

import org.jspecify.annotations.NullMarked;
