package io.obdio.socketio.cluster.redis;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lettuce.core.RedisClient;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class RedisClientsTest {

  /** A blocking read or a subscription sends nothing, so that only probes find a dead host. */
  @Test
  void everyConnectionHasProbes() {
    RedisClients clients = new RedisClients(RedisClients.address("redis://127.0.0.1:1"), null, 10);
    try {
      for (RedisClient client :
          List.of(clients.forCommands(), clients.forSubscriptions(), clients.forReading())) {
        var options = client.getOptions().getSocketOptions();
        assertTrue(options.isKeepAlive());
        var probes = options.getKeepAlive();
        Duration end = probes.getIdle().plus(probes.getInterval().multipliedBy(probes.getCount()));
        assertTrue(end.compareTo(Duration.ofSeconds(30)) <= 0, end::toString);
      }
    } finally {
      clients.close();
    }
  }
}
