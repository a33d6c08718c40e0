package io.obdio.socketio.uplink;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.obdio.socketio.gps.GpsFix;
import io.obdio.socketio.json.jackson.JacksonJson;
import io.obdio.socketio.telemetry.BrokerMessage;
import io.obdio.socketio.telemetry.MessageBroker;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mockito.Mockito;

class PositionPublisherTest {

  private final MessageBroker broker = Mockito.mock(MessageBroker.class);
  private final List<String> published = new ArrayList<>();
  private final AtomicLong clock = new AtomicLong();
  private final PositionPublisher publisher =
      new PositionPublisher(broker, "obdio/VAN-1/position", new JacksonJson(), 5_000, clock::get);

  @BeforeEach
  void connect() {
    Mockito.when(broker.isConnected()).thenReturn(true);
    Mockito.when(broker.publish(Mockito.any()))
        .thenAnswer(
            call -> {
              BrokerMessage message = call.getArgument(0);
              published.add(
                  message.topic() + " " + message.text() + (message.retained() ? " retained" : ""));
              return CompletableFuture.completedFuture(null);
            });
  }

  private void receive(double latitude, double longitude, double speed) {
    publisher.received(new GpsFix(latitude, longitude, speed, Double.NaN, null, 1));
  }

  private void pass(long millis) {
    clock.addAndGet(TimeUnit.MILLISECONDS.toNanos(millis));
  }

  @Test
  void publishesThePositionOncePerInterval() {
    receive(48.1, 11.5, 50);
    receive(48.2, 11.5, 51);
    pass(4_999);
    receive(48.3, 11.5, 52);
    pass(1);
    receive(48.4, 11.5, Double.NaN);
    assertEquals(
        List.of(
            "obdio/VAN-1/position {\"latitude\":48.1,\"longitude\":11.5,\"speed\":50.0} retained",
            "obdio/VAN-1/position {\"latitude\":48.4,\"longitude\":11.5} retained"),
        published);
  }

  @Test
  void doesNotRepeatThePositionOfAParkedVehicle() {
    receive(48.1, 11.5, 0);
    pass(60_000);
    receive(48.100001, 11.500001, 0);
    assertEquals(1, published.size());
  }

  @Test
  void waitsForTheConnection() {
    Mockito.when(broker.isConnected()).thenReturn(false);
    receive(48.1, 11.5, 0);
    assertEquals(List.of(), published);
    Mockito.when(broker.isConnected()).thenReturn(true);
    receive(48.1, 11.5, 0);
    assertEquals(1, published.size());
  }
}
