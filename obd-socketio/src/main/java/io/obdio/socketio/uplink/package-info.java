/**
 * The uplink of a vehicle to a message broker: its status, values, trouble codes, and the requests
 * that others send to it.
 */
@NullMarked
package io.obdio.socketio.uplink;

import org.jspecify.annotations.NullMarked;
