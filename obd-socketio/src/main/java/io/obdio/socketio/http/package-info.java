/**
 * HTTP requests and their handlers: routes, static files, CORS, the official Socket.IO client.
 * Handlers run on an event loop and must not block.
 */
@NullMarked
package io.obdio.socketio.http;

import org.jspecify.annotations.NullMarked;
