/** Alarms: rules on values of the vehicle, their states, and where changes of state are sent. */
@NullMarked
package io.obdio.socketio.alarm;

import org.jspecify.annotations.NullMarked;
