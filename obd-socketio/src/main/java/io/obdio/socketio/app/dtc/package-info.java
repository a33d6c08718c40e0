/** The subcommand dtc. */
@NullMarked
package io.obdio.socketio.app.dtc;

import org.jspecify.annotations.NullMarked;
