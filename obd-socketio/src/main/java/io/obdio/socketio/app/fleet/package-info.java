/** {@code obdio fleet}: the program of a node that receives the data of many vehicles. */
@NullMarked
package io.obdio.socketio.app.fleet;

import org.jspecify.annotations.NullMarked;
