/**
 * The sending of a vehicle's history in batches: each is repeated until the receiver has
 * acknowledged that it is stored.
 */
@NullMarked
package io.obdio.socketio.uplink.spool;

import org.jspecify.annotations.NullMarked;
