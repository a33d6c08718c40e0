/** The subcommand record. */
@NullMarked
package io.obdio.socketio.app.record;

import org.jspecify.annotations.NullMarked;
