/** Tests of the uplink. */
@NullMarked
package io.obdio.socketio.uplink;

import org.jspecify.annotations.NullMarked;
