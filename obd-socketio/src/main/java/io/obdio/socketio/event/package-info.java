/**
 * Tables of events: name, scope, handler and how results and errors reach the client; and the
 * authenticated clients of a namespace.
 */
@NullMarked
package io.obdio.socketio.event;

import org.jspecify.annotations.NullMarked;
