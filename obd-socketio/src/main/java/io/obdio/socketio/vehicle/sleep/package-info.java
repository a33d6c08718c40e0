/**
 * Sleep and guard: while the vehicle is parked nothing is requested and the adapter sleeps, and a
 * low battery stops everything that takes current.
 */
@NullMarked
package io.obdio.socketio.vehicle.sleep;

import org.jspecify.annotations.NullMarked;
