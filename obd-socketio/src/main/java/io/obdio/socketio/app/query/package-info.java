/** The subcommand query. */
@NullMarked
package io.obdio.socketio.app.query;

import org.jspecify.annotations.NullMarked;
