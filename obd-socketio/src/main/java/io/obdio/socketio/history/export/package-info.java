/** Trips as files: CSV, JSON, recordings that can be replayed, and scenarios of the simulator. */
@NullMarked
package io.obdio.socketio.history.export;

import org.jspecify.annotations.NullMarked;
