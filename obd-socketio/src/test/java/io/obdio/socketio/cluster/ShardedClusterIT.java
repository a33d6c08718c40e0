package io.obdio.socketio.cluster;

import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import io.obdio.socketio.testing.Await;

/** The sharded adapter of both kinds of servers. */
class ShardedClusterIT extends ClusterMatrix {
  ShardedClusterIT() {
    super(ClusterProtocol.SHARDED);
  }

  /** A server subscribes to the channel of a room when its first client joins. */
  @Override
  void awaitRoom(String room) throws Exception {
    String channel = "socket.io#/#" + room + "#";
    try (RedisClient client = RedisClient.create(redis().uri());
        StatefulRedisConnection<String, String> connection = client.connect()) {
      Await.until(
          "two servers listen to " + channel,
          () -> connection.sync().pubsubShardNumsub(channel).get(channel) == 2);
    }
  }
}
