/**
 * Quantities of a trip that are computed from its samples: distance, fuel, energy and their cost.
 * Pure: the time is a parameter.
 */
@NullMarked
package io.obdio.socketio.history.computer;

import org.jspecify.annotations.NullMarked;
