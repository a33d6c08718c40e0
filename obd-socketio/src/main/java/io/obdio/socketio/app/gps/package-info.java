/** The flag {@code --gps} and serial receivers. */
@NullMarked
package io.obdio.socketio.app.gps;

import org.jspecify.annotations.NullMarked;
