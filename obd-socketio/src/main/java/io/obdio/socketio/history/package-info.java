/**
 * The history of a vehicle: its trips, their samples and the trouble codes seen, in an SQLite
 * database whose tables any tool can read.
 */
@NullMarked
package io.obdio.socketio.history;

import org.jspecify.annotations.NullMarked;
