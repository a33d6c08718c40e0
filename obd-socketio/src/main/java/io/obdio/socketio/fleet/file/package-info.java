/** The store of a fleet in files of JSON lines. */
@NullMarked
package io.obdio.socketio.fleet.file;

import org.jspecify.annotations.NullMarked;
