/** The output of subcommands in a terminal or a pipe. */
@NullMarked
package io.obdio.socketio.app.terminal;

import org.jspecify.annotations.NullMarked;
