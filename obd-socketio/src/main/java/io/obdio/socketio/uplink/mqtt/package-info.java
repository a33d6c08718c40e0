/** The connection to a broker of MQTT 5, with the client of HiveMQ. */
@NullMarked
package io.obdio.socketio.uplink.mqtt;

import org.jspecify.annotations.NullMarked;
