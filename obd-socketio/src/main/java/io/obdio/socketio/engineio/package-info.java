/** The options of the Engine.IO endpoint. */
@NullMarked
package io.obdio.socketio.engineio;

import org.jspecify.annotations.NullMarked;
