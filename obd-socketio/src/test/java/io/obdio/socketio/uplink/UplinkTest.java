package io.obdio.socketio.uplink;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.obdio.core.command.Commands;
import io.obdio.socketio.json.jackson.JacksonJson;
import io.obdio.socketio.obd.ObdIo;
import io.obdio.socketio.telemetry.BrokerMessage;
import io.obdio.socketio.telemetry.Topics;
import io.obdio.socketio.testing.MemoryBroker;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class UplinkTest {

  private final MemoryBroker.Connection broker = new MemoryBroker().connection();

  private List<String> statuses() {
    return broker.sent().stream()
        .filter(message -> message.topic().equals(Topics.DEFAULT.status("VAN-1")))
        .map(BrokerMessage::text)
        .toList();
  }

  /** The broker remains connected while the uplink begins again under another id. */
  @Test
  void aClosedUplinkPublishesNothingAtTheNextConnection() {
    try (ObdIo io = ObdIo.create()) {
      Uplink uplink =
          new Uplink(
              broker,
              io.vehicle(),
              io.hub(),
              Commands.standard(),
              io.requests().rows(),
              io.access(),
              new JacksonJson(),
              new UplinkOptions(
                  Topics.DEFAULT, "VAN-1", Duration.ofSeconds(5), List.of("none"), Set.of()));
      uplink.start();
      broker.setConnected(true);
      broker.setConnected(true);
      assertEquals(List.of("online", "online"), statuses());
      uplink.close();
      broker.setConnected(true);
      assertEquals(List.of("online", "online", "offline"), statuses());
      assertEquals(0, broker.listeners());
      assertEquals(Set.of(), broker.filters());
    }
  }
}
