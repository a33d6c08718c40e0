/** The subcommand trace. */
@NullMarked
package io.obdio.socketio.app.trace;

import org.jspecify.annotations.NullMarked;
