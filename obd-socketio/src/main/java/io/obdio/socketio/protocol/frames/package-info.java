/** Packets as WebSocket frames, which are encoded once and shared by all recipients. */
@NullMarked
package io.obdio.socketio.protocol.frames;

import org.jspecify.annotations.NullMarked;
