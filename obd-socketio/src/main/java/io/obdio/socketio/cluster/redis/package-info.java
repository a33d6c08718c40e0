/**
 * Clusters on Redis or Valkey by the protocol of Node's {@code @socket.io/redis-streams-adapter}.
 */
@NullMarked
package io.obdio.socketio.cluster.redis;

import org.jspecify.annotations.NullMarked;
