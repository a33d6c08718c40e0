/**
 * The Socket.IO interface of Mcity OCTANE on a vehicle: clients authenticate, join channels and
 * receive updates. A channel is a room of the namespace.
 */
@NullMarked
package io.obdio.socketio.channels;

import org.jspecify.annotations.NullMarked;
