/**
 * The latest response of every watched command and who wants to hear of it. All faces of the server
 * read from here.
 */
@NullMarked
package io.obdio.socketio.hub;

import org.jspecify.annotations.NullMarked;
