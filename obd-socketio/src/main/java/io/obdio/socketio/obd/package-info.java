/**
 * The car's face on Socket.IO: the default events, their JSON, and the API to add or override them.
 */
@NullMarked
package io.obdio.socketio.obd;

import org.jspecify.annotations.NullMarked;
