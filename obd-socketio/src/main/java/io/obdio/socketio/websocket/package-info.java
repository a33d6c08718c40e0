/** WebSocket (RFC 6455) on top of the HTTP server: the upgrade and a session with limits. */
@NullMarked
package io.obdio.socketio.websocket;

import org.jspecify.annotations.NullMarked;
