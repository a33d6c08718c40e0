/** The uplink of {@code obdio serve} to a broker of MQTT, and the discovery by Home Assistant. */
@NullMarked
package io.obdio.socketio.app.uplink;

import org.jspecify.annotations.NullMarked;
