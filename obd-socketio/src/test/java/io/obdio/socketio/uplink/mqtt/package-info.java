/** Tests of the connection to a broker. */
@NullMarked
package io.obdio.socketio.uplink.mqtt;

import org.jspecify.annotations.NullMarked;
