/** Definitions by vehicle: a folder of signal sets, of which one is chosen for each VIN. */
@NullMarked
package io.obdio.socketio.app.definition;

import org.jspecify.annotations.NullMarked;
