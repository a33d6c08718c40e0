/** An HTTP/1.1 server on Netty with limits. */
@NullMarked
package io.obdio.socketio.http.server;

import org.jspecify.annotations.NullMarked;
