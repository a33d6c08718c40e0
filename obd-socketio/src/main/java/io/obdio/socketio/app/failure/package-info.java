/** The failures of subcommands: messages for users and exit codes. */
@NullMarked
package io.obdio.socketio.app.failure;

import org.jspecify.annotations.NullMarked;
