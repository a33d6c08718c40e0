/**
 * The state machines of ISO 15765-2. They have no thread, clock or socket: frames and times go in;
 * frames, messages and results come out. Times are nanoseconds of a monotonic clock.
 */
@NullMarked
package io.obdio.isotp.engine;

import org.jspecify.annotations.NullMarked;
