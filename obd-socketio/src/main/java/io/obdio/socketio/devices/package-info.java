/**
 * The vehicle as devices, in the manner of EVOK: one table of devices, served over a plain
 * WebSocket at {@code /ws} and over REST at {@code /rest}, {@code /json} and {@code /bulk}.
 */
@NullMarked
package io.obdio.socketio.devices;

import org.jspecify.annotations.NullMarked;
