/**
 * The discovery of a vehicle by Home Assistant: from the values that are published to the messages
 * of MQTT discovery.
 */
@NullMarked
package io.obdio.socketio.uplink.homeassistant;

import org.jspecify.annotations.NullMarked;
