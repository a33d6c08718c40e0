/** The flags, commands and lookups of the vehicle that subcommands share. */
@NullMarked
package io.obdio.socketio.app.car;

import org.jspecify.annotations.NullMarked;
