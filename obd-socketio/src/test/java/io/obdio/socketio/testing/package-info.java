/**
 * What several suites of this module need: servers to test against, bare clients, a guard against
 * leaked buffers. The bare clients are the JDK's, so that a mistake in Netty's codecs cannot cancel
 * out.
 */
@NullMarked
package io.obdio.socketio.testing;

import org.jspecify.annotations.NullMarked;
