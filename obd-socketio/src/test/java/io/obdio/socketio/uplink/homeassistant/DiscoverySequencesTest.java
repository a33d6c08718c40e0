package io.obdio.socketio.uplink.homeassistant;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The engine with random sequences of events. */
class DiscoverySequencesTest extends DiscoveryScenario {

  /** Losses of the connection, restarts, changes of the style and births at random times. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void anySequenceOfEventsEndsWithTheSameEntities(long seed) {
    Random random = new Random(seed);
    DiscoveryStyle style = DiscoveryStyle.DEVICE;
    for (int round = 0; round < 25; round++) {
      for (int i = 0; i < 20; i++) {
        switch (random.nextInt(6)) {
          case 0 -> connect();
          case 1 -> discovery.disconnected();
          case 2 -> discovery.homeAssistantStarted(now, random.nextDouble());
          case 3 -> {
            style = random.nextBoolean() ? DiscoveryStyle.DEVICE : DiscoveryStyle.ENTITY;
            discovery = create(TestDiscovery.options(style), name -> true);
            connect();
          }
          case 4 -> discovery.values(List.of(TestDiscovery.RPM), now);
          default -> discovery.values(TestDiscovery.someValues(), now);
        }
        pass(random.nextInt(12_000));
      }
      connect();
      discovery.values(TestDiscovery.someValues(), now);
      pass(120_000);
      assertEquals(9, entities().size(), "seed " + seed + ", round " + round);
      assertEquals(style == DiscoveryStyle.DEVICE ? 1 : 9, broker.size());
      assertEquals(9, homeAssistant.registry().size());
      assertEquals(List.of(), homeAssistant.removed());
    }
  }
}
