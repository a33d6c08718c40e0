package io.obdio.socketio.uplink;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.obdio.socketio.uplink.LiveInterests.Interest;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LiveInterestsTest {

  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final LiveInterests interests = new LiveInterests();

  private static Interest of(int millis, @Nullable Set<String> names) {
    return new Interest(Duration.ofMillis(millis), names);
  }

  @Test
  void theShortestIntervalAndAllNamesApply() {
    interests.add(of(1_000, Set.of("RPM")), MINUTE, 0);
    interests.add(of(200, Set.of("SPEED")), MINUTE, 0);
    assertEquals(Optional.of(of(200, Set.of("RPM", "SPEED"))), interests.effective(1));
    interests.add(of(5_000, null), MINUTE, 2);
    assertEquals(Optional.of(of(200, null)), interests.effective(3));
  }

  @Test
  void aRequestEnds() {
    interests.add(of(1_000, Set.of("RPM")), Duration.ofSeconds(10), 0);
    interests.add(of(200, Set.of("SPEED")), Duration.ofSeconds(5), 0);
    assertEquals(Optional.of(of(1_000, Set.of("RPM"))), interests.effective(5_000));
    assertEquals(Optional.empty(), interests.effective(10_000));
  }

  @Test
  void aRequestIsRenewed() {
    interests.add(of(1_000, null), Duration.ofSeconds(60), 0);
    interests.add(of(1_000, null), Duration.ofSeconds(60), 30_000);
    assertEquals(Optional.of(of(1_000, null)), interests.effective(89_999));
    assertEquals(Optional.empty(), interests.effective(90_000));
  }

  @Test
  void theOldestOfTooManyIsReplaced() {
    interests.add(of(100, Set.of("RPM")), MINUTE, 0);
    for (int i = 0; i < LiveInterests.MAX; i++) {
      interests.add(of(1_000 + i, Set.of("SPEED")), MINUTE, 0);
    }
    assertEquals(Optional.of(of(1_000, Set.of("SPEED"))), interests.effective(1));
  }
}
