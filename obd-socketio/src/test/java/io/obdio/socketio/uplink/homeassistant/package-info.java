/** The tests of the discovery, and a reader of it that checks what Home Assistant demands. */
@NullMarked
package io.obdio.socketio.uplink.homeassistant;

import org.jspecify.annotations.NullMarked;
