package io.obdio.socketio.cluster;

import java.util.Locale;

/** The protocols by which the servers of a cluster exchange messages; all must use one. */
public enum ClusterProtocol {
  /**
   * Streams of Redis, as {@code @socket.io/redis-streams-adapter}. The only one that keeps messages
   * while a server is not connected, and with which clients can be recovered.
   */
  STREAMS,
  /**
   * Sharded Pub/Sub of Redis 7, as {@code createShardedAdapter} of
   * {@code @socket.io/redis-adapter}.
   */
  SHARDED,
  /** Pub/Sub, as {@code createAdapter} of {@code @socket.io/redis-adapter}. */
  CLASSIC;

  /** Returns the name in lower case. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
