/**
 * The implementation of {@link io.obdio.socketio.server}. Not part of the public API: it changes
 * without notice.
 */
@NullMarked
package io.obdio.socketio.server.internal;

import org.jspecify.annotations.NullMarked;
