package io.obdio.socketio.vehicle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.obdio.core.command.Commands;
import io.obdio.core.command.ObdCommand;
import io.obdio.core.command.Service01;
import io.obdio.core.command.Service08;
import io.obdio.core.command.Service09;
import io.obdio.core.connection.ObdResponse;
import io.obdio.core.connection.Support;
import io.obdio.core.connection.WatchOptions;
import io.obdio.core.testing.ScriptedTransport;
import io.obdio.core.transport.ConnectionStatus;
import io.obdio.socketio.hub.ObdHub;
import io.obdio.socketio.testing.Await;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What clients learn about a vehicle whose bit maps are still being requested. */
@Timeout(60)
class DeferredSupportTest {

  private static final String CLIENT = "client";

  private final ScriptedTransport car =
      ScriptedTransport.vehicle()
          .probed("7E8#410008188001") // 05, 0C, 0D, 11, 20
          .on("0120", "7E8#412000020000") // 2F
          .on("012F", "7E8#412F80")
          .on("0800", "7E8#480080000000") // 01
          .on("0900", "7E8#490040000000"); // 02

  private final ObdHub hub = new ObdHub(WatchOptions.every(Duration.ofMillis(20)));
  private final VehicleConnection vehicle =
      new VehicleConnection(
          Commands.standard(),
          hub,
          new VehicleListener() {
            @Override
            public void statusChanged(ConnectionStatus status, String reason) {}

            @Override
            public void closed() {}
          },
          Duration.ofSeconds(5),
          false);

  @AfterEach
  void close() {
    vehicle.close();
    hub.close();
  }

  /** Lets requests of bit maps wait until the returned latch is released. */
  private CountDownLatch holdMaps() {
    CountDownLatch released = new CountDownLatch(1);
    car.before(
        request -> {
          if (List.of("0120", "0600", "0900").contains(request.toString())) {
            try {
              assertTrue(released.await(30, TimeUnit.SECONDS));
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            }
          }
        });
    return released;
  }

  @Test
  void answersWaitForTheBitMapsAndDoNotBlock() throws Exception {
    CountDownLatch released = holdMaps();
    assertEquals(ConnectionStatus.CAR_CONNECTED, Await.value(vehicle.connect(car)));
    assertTrue(vehicle.supports(CLIENT, Service01.RPM).getNow(false), "known from the probe");
    assertEquals(Support.UNKNOWN, vehicle.support(Service01.FUEL_LEVEL));
    CompletableFuture<Boolean> fuel = vehicle.supports(CLIENT, Service01.FUEL_LEVEL);
    CompletableFuture<Boolean> oil = vehicle.supports(CLIENT, Service01.OIL_TEMP);
    CompletableFuture<List<ObdCommand<?>>> all = vehicle.supportedCommands(CLIENT);
    assertFalse(fuel.isDone() || oil.isDone() || all.isDone());
    released.countDown();
    assertTrue(Await.value(fuel));
    assertFalse(Await.value(oil));
    List<ObdCommand<?>> commands = Await.value(all);
    assertTrue(commands.contains(Service01.FUEL_LEVEL) && commands.contains(Service09.VIN));
    assertFalse(commands.contains(Service01.OIL_TEMP));
    assertTrue(Await.value(vehicle.supports(CLIENT, Service08.EVAP_LEAK_TEST)));
  }

  @Test
  void aCommandThatIsWatchedAtOnceHasAValueAndAnUnsupportedOneHasNoResponse() throws Exception {
    BlockingQueue<ObdResponse<?>> responses = new LinkedBlockingQueue<>();
    vehicle.addResponseListener(responses::add);
    hub.watch(CLIENT, Service01.OIL_TEMP);
    hub.watch(CLIENT, Service01.FUEL_LEVEL);
    assertEquals(ConnectionStatus.CAR_CONNECTED, Await.value(vehicle.connect(car)));
    ObdResponse<?> first = responses.poll(30, TimeUnit.SECONDS);
    assertEquals(Service01.FUEL_LEVEL, first == null ? null : first.command());
    Await.until("removed", () -> vehicle.support(Service01.OIL_TEMP) == Support.NOT_SUPPORTED);
    Await.value(vehicle.supportedCommands(CLIENT));
    assertTrue(
        responses.stream().allMatch(response -> response.command().equals(Service01.FUEL_LEVEL)),
        responses.toString());
    assertFalse(car.requests().contains("015C"));
  }

  @Test
  void withoutAVehicleNothingIsSupported() throws Exception {
    assertFalse(Await.value(vehicle.supports(CLIENT, Service01.RPM)));
    assertEquals(List.of(), Await.value(vehicle.supportedCommands(CLIENT)));
  }
}
