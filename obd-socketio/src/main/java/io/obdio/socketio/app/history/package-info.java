/** The history in the program: its flags and {@code obdio trips}. */
@NullMarked
package io.obdio.socketio.app.history;

import org.jspecify.annotations.NullMarked;
