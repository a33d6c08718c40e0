/** The small files that the program keeps between two runs. */
@NullMarked
package io.obdio.socketio.state;

import org.jspecify.annotations.NullMarked;
