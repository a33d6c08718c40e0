/**
 * What vehicles send to a message broker and receive from it: topics, payloads and the connection
 * to a broker.
 */
@NullMarked
package io.obdio.socketio.telemetry;

import org.jspecify.annotations.NullMarked;
