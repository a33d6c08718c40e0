/** The configuration: flags, environment, file and defaults. */
@NullMarked
package io.obdio.socketio.app.config;

import org.jspecify.annotations.NullMarked;
