/**
 * The interfaces of a fleet for clients: the Socket.IO namespace {@code /fleet} and the routes
 * {@code /api/v1/vehicles}.
 */
@NullMarked
package io.obdio.socketio.fleet.face;

import org.jspecify.annotations.NullMarked;
