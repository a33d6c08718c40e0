package io.obdio.socketio.uplink.mqtt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ReconnectDelayTest {

  private static final Duration MIN = Duration.ofSeconds(1);
  private static final Duration MAX = Duration.ofSeconds(120);

  /** The upper limits are 4, 8, 16, 32, 64 and then 120 s; the lower one stays 1 s. */
  @Test
  void theRangeDoubles() {
    long[] largest = new long[8];
    long smallest = Long.MAX_VALUE;
    for (int client = 0; client < 10_000; client++) {
      ReconnectDelay delay = new ReconnectDelay(MIN, MAX, new Random(client));
      for (int attempt = 0; attempt < largest.length; attempt++) {
        long millis = delay.next().toMillis();
        largest[attempt] = Math.max(largest[attempt], millis);
        smallest = Math.min(smallest, millis);
      }
    }
    long[] limits = {4, 8, 16, 32, 64, 120, 120, 120};
    for (int attempt = 0; attempt < limits.length; attempt++) {
      assertTrue(largest[attempt] <= limits[attempt] * 1_000, "attempt " + attempt);
      assertTrue(largest[attempt] > limits[attempt] * 990, "attempt " + attempt);
    }
    assertTrue(smallest >= 1_000 && smallest < 1_100, smallest + " ms");
  }

  /** After the restart of a broker, no second sees more than a part of its clients. */
  @Test
  void manyClientsDoNotReturnAtOnce() {
    int[] seconds = new int[5];
    for (int client = 0; client < 9_000; client++) {
      Duration first = new ReconnectDelay(MIN, MAX, new Random(client)).next();
      seconds[(int) first.toSeconds()]++;
    }
    for (int second = 1; second <= 3; second++) {
      assertEquals(3_000, seconds[second], 300);
    }
  }

  @Test
  void aStableConnectionBeginsWithShortDelaysAgain() {
    ReconnectDelay delay = new ReconnectDelay(MIN, MAX, new Random(1));
    List<Duration> delays = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      delays.add(delay.next());
    }
    assertTrue(delays.stream().anyMatch(d -> d.toSeconds() > 100), "long delays");
    delay.reset();
    assertTrue(delay.next().toSeconds() <= 4);
  }
}
