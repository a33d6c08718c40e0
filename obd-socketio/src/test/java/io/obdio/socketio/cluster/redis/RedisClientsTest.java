package io.obdio.socketio.cluster.redis;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lettuce.core.RedisClient;
import io.obdio.socketio.testing.Await;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class RedisClientsTest {

  /** A blocking read or a subscription sends nothing, so that only probes find a dead host. */
  @Test
  void everyConnectionHasProbes() {
    RedisClients clients = new RedisClients(RedisClients.address("redis://127.0.0.1:1"), null, 10);
    try {
      for (RedisClient client : List.of(clients.forCommands(), clients.forReceiving())) {
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

  private static Set<Thread> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("lettuce-"))
        .collect(Collectors.toSet());
  }

  @Test
  void noThreadIsLeft() throws Exception {
    Set<Thread> before = threads();
    RedisClients clients = new RedisClients(RedisClients.address("redis://127.0.0.1:1"), null, 10);
    var attempt = clients.forCommands().connectAsync(RedisLink.CODEC, clients.uri());
    assertThrows(ExecutionException.class, attempt.toCompletableFuture()::get);
    Set<Thread> started = threads();
    started.removeAll(before);
    assertFalse(started.isEmpty());
    clients.close();
    Await.until("the threads have ended", () -> started.stream().noneMatch(Thread::isAlive));
  }
}
