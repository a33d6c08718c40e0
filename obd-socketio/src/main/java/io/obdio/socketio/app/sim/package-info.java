/** The simulator of a fleet: many vehicles that publish to a broker, in one process. */
@NullMarked
package io.obdio.socketio.app.sim;

import org.jspecify.annotations.NullMarked;
