/**
 * The Socket.IO server as its user sees it: namespaces, sockets, rooms, acknowledgements and
 * middleware. It knows nothing of vehicles.
 */
@NullMarked
package io.obdio.socketio.server;

import org.jspecify.annotations.NullMarked;
