/**
 * An HTTP/1.1 server on Netty with limits: routes, static files, the official Socket.IO client.
 * Handlers run on an event loop and never block.
 */
@NullMarked
package io.obdio.socketio.http;

import org.jspecify.annotations.NullMarked;
