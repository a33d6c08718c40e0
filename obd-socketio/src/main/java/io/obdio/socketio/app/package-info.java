/** The program obdio: command line, configuration and composition. */
@NullMarked
package io.obdio.socketio.app;

import org.jspecify.annotations.NullMarked;
