package io.obdio.socketio.telemetry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;

class LimitedLogTest {

  @Test
  void aFaultThatRepeatsIsOneLineEachTenSeconds() {
    List<String> lines = new ArrayList<>();
    Logger target = mock(Logger.class);
    doAnswer(call -> lines.add(call.getArgument(1) + " " + call.getArgument(2)))
        .when(target)
        .warn(anyString(), any(), any());
    AtomicLong now = new AtomicLong(Long.MAX_VALUE); // the clock may overflow
    LimitedLog log = new LimitedLog(target, now::get);
    log.warn("first\nline");
    for (int i = 0; i < 5; i++) {
      log.warn("again");
    }
    assertEquals(List.of("first?line 0"), lines);
    now.addAndGet(TimeUnit.SECONDS.toNanos(LimitedLog.SECONDS));
    log.warn("later");
    assertEquals(List.of("first?line 0", "later 5"), lines);
  }
}
