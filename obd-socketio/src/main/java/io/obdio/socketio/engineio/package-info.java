/**
 * Engine.IO protocol v4: sessions over HTTP long polling and WebSocket, heartbeat and upgrade. It
 * carries text and binary messages and does not look into them.
 */
@NullMarked
package io.obdio.socketio.engineio;

import org.jspecify.annotations.NullMarked;
