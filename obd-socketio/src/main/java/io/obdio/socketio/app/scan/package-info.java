/** The subcommand scan. */
@NullMarked
package io.obdio.socketio.app.scan;

import org.jspecify.annotations.NullMarked;
