/** The man page and the completion of shells, from the model of the command line. */
@NullMarked
package io.obdio.socketio.app.docs;

import org.jspecify.annotations.NullMarked;
