/**
 * The receiving side of a fleet: takes the batches, states and presence of many vehicles from a
 * message broker, stores the batches, acknowledges them and keeps the latest values of all
 * vehicles.
 */
@NullMarked
package io.obdio.socketio.fleet;

import org.jspecify.annotations.NullMarked;
