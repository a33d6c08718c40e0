/** The cluster of servers in the program. */
@NullMarked
package io.obdio.socketio.app.cluster;

import org.jspecify.annotations.NullMarked;
