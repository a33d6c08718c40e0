/**
 * The Socket.IO API of obd-socketio with additions, and the Java API to start it and to add or
 * override events.
 */
@NullMarked
package io.obdio.socketio.obd;

import org.jspecify.annotations.NullMarked;
