/** Requests that the server sends to a URL of the user. */
@NullMarked
package io.obdio.socketio.webhook;

import org.jspecify.annotations.NullMarked;
