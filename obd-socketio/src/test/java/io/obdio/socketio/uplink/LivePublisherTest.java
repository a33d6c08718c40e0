package io.obdio.socketio.uplink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.mockito.Mockito.mock;

import io.obdio.core.command.Commands;
import io.obdio.socketio.access.Access;
import io.obdio.socketio.access.Scope;
import io.obdio.socketio.hub.ObdHub;
import io.obdio.socketio.json.jackson.JacksonJson;
import io.obdio.socketio.telemetry.BrokerMessage;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LivePublisherTest {

  private final List<Runnable> later = new ArrayList<>();
  private final LivePublisher live =
      new LivePublisher(
          mock(ObdHub.class),
          Commands.standard(),
          List.of(),
          new UplinkRequester(Access.withoutKeys(), Set.of(Scope.WATCH)),
          new JacksonJson(),
          payload -> {},
          later::add);

  private void request(String json) {
    live.receive(
        BrokerMessage.atMostOnce("obdio/VAN-1/cmd/live", json.getBytes(StandardCharsets.UTF_8)));
  }

  /** Anyone who may send requests can send many; each had a timer of up to ten minutes. */
  @Test
  void manyRequestsHaveOneTimer() {
    for (int i = 0; i < 1_000; i++) {
      request("{\"interval_ms\":" + (100 + i) + ",\"names\":[\"RPM\"],\"for_s\":600}");
    }
    assertEquals(1, later.size());
    later.remove(0).run();
    assertEquals(1, later.size(), "the requests have not ended");
    live.close();
    later.remove(0).run();
    assertEquals(0, later.size(), "none after the end");
  }

  @Test
  void anInvalidRequestHasNoTimer() {
    request("{\"names\":[\"NO_SUCH_COMMAND\"]}");
    request("{\"names\":[\"RPM\"],\"x\":\"" + "x".repeat(300_000) + "\"}");
    assertEquals(0, later.size());
  }
}
