/** Socket.IO on channels of a Netty server of the program. */
@NullMarked
package io.obdio.socketio.server.netty;

import org.jspecify.annotations.NullMarked;
