/** Tests of the connections to Redis. */
@NullMarked
package io.obdio.socketio.cluster.redis;

import org.jspecify.annotations.NullMarked;
