package io.obdio.bench.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.netty.channel.epoll.Epoll;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The load program counts what happens: a few clients against our server in its own process. */
@Timeout(120)
class LoadTest {
  private static final List<String> JVM = List.of("-Xmx128m");
  private static final Path NODE = Path.of("src", "main", "node");
  private static final long DEADLINE_NANOS = 60_000_000_000L;

  @BeforeEach
  void linuxOnly() {
    assumeTrue(Epoll.isAvailable(), "the load program needs Linux's epoll");
  }

  @Test
  void everyAnswerOfEveryClientIsCounted() throws IOException {
    try (ServerProcess server = Target.OBDIO.start(JVM, NODE);
        RawClients clients = new RawClients(server.port(), false)) {
      clients.connect(7);
      assertEquals(7, clients.counts().connected());
      clients.startAsking();
      long deadline = System.nanoTime() + DEADLINE_NANOS;
      while (clients.counts().answers() < 100 && System.nanoTime() < deadline) {
        Phases.pause(10);
      }
      RawClients.Counts counts = clients.result().getKey();
      assertTrue(counts.answers() >= 100, counts::toString);
      assertEquals(0, counts.deliveries());
      clients.connect(9);
      assertEquals(9, clients.counts().connected());
      assertTrue(server.cpu().seconds() > 0);
      double compiled = server.cpu().compilerSeconds();
      assertTrue(compiled > 0 && compiled <= server.cpu().seconds(), () -> "compiled " + compiled);
      assertTrue(server.memory().heap() > 100_000);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"OBDIO", "ECHO"})
  void everyBroadcastReachesEveryClientOnce(Target target) throws IOException {
    try (ServerProcess server = target.start(JVM, NODE);
        RawClients clients = new RawClients(server.port(), target.echo())) {
      clients.connect(5);
      clients.startBroadcasting(3);
      long deadline = System.nanoTime() + DEADLINE_NANOS;
      while (clients.counts().deliveries() < 50 && System.nanoTime() < deadline) {
        Phases.pause(10);
      }
      clients.stopBroadcasting();
      long expected = clients.expectedDeliveries();
      assertTrue(expected >= 50, () -> "expected " + expected);
      assertEquals(expected, clients.counts().deliveries());
      assertEquals(0, clients.counts().answers());
    }
  }

  @Test
  @SuppressWarnings("try") // to close it early is the test
  void aServerThatDiesIsAnError() throws IOException {
    try (ServerProcess server = Target.OBDIO.start(JVM, NODE);
        RawClients clients = new RawClients(server.port(), false)) {
      clients.connect(2);
      server.close();
      assertThrows(IOException.class, () -> clients.connect(3));
    }
  }

  @Test
  void latenciesAreRanked() {
    Latencies latencies = new Latencies();
    assertTrue(Double.isNaN(latencies.millis(0.5)));
    for (int micros = 1; micros <= 100; micros++) {
      latencies.add(micros * 1000L);
    }
    latencies.add(Long.MAX_VALUE);
    assertEquals(0.051, latencies.millis(0.5));
    assertEquals(0.1, latencies.millis(0.99));
    assertEquals(1999.999, latencies.millis(1));
    latencies.clear();
    assertTrue(Double.isNaN(latencies.millis(0.5)));
  }

  @Test
  void anUnknownServerIsReported() {
    String message =
        assertThrows(IllegalArgumentException.class, () -> Target.of("apache")).getMessage();
    assertEquals("no server 'apache', there are obdio, node, echo, echo-uring", message);
  }
}
