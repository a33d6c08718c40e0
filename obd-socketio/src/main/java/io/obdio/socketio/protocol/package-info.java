/**
 * Socket.IO protocol v5: packets with namespace, acknowledgement id and binary attachments, from
 * and to the messages of the engine.
 */
@NullMarked
package io.obdio.socketio.protocol;

import org.jspecify.annotations.NullMarked;
