/** Tables of events: name, arguments, handler and how results and errors reach the client. */
@NullMarked
package io.obdio.socketio.event;

import org.jspecify.annotations.NullMarked;
