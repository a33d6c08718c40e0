/** The log of the program: levels, set when it starts and while it runs. */
@NullMarked
package io.obdio.socketio.app.log;

import org.jspecify.annotations.NullMarked;
