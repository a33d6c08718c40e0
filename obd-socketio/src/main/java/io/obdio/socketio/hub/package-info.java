/**
 * The latest responses of watched commands, their owners and subscribers. All client-facing APIs
 * read from here.
 */
@NullMarked
package io.obdio.socketio.hub;

import org.jspecify.annotations.NullMarked;
