/**
 * The REST interface at {@code /api/v1}, whose routes the dashboard and other programs use. Errors
 * are objects {@code {"code": .., "message": ..}} with the codes of the Socket.IO interface.
 */
@NullMarked
package io.obdio.socketio.api;

import org.jspecify.annotations.NullMarked;
