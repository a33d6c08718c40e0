/**
 * Engine.IO protocol v4: sessions over HTTP long polling and WebSocket, heartbeat and upgrade. It
 * carries text and binary messages without interpreting them.
 */
@NullMarked
package io.obdio.socketio.engineio.server;

import org.jspecify.annotations.NullMarked;
