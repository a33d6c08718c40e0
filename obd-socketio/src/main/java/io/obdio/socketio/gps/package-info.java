/**
 * Positions of GPS receivers: sentences of NMEA 0183 and reports of gpsd, and the receiver that
 * connects again after a loss.
 */
@NullMarked
package io.obdio.socketio.gps;

import org.jspecify.annotations.NullMarked;
