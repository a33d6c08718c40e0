/**
 * The vehicle as all client-facing APIs see it: the connection and its queues, the JSON of values,
 * the names of commands and the error codes.
 */
@NullMarked
package io.obdio.socketio.vehicle;

import org.jspecify.annotations.NullMarked;
