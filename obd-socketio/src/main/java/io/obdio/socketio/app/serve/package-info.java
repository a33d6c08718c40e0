/**
 * The flags of every server of the program, and the seam of the optional parts of {@code obdio
 * serve}.
 */
@NullMarked
package io.obdio.socketio.app.serve;

import org.jspecify.annotations.NullMarked;
