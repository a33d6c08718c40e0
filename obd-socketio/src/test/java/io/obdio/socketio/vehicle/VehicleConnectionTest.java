package io.obdio.socketio.vehicle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.timeout;
import static org.mockito.Mockito.verify;

import io.obdio.core.command.Commands;
import io.obdio.core.command.Service01;
import io.obdio.core.connection.ObdResponse;
import io.obdio.core.connection.WatchOptions;
import io.obdio.core.testing.ScriptedTransport;
import io.obdio.core.transport.ConnectionStatus;
import io.obdio.socketio.hub.ObdHub;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who receives the responses of watched commands, and on which thread. */
@Timeout(30)
class VehicleConnectionTest {

  private final ObdHub hub = new ObdHub(WatchOptions.every(Duration.ofMillis(20)));
  private final VehicleListener listener = mock(VehicleListener.class);
  private final VehicleConnection vehicle =
      new VehicleConnection(Commands.standard(), hub, listener, Duration.ofSeconds(5), true);

  @AfterEach
  void close() {
    vehicle.close();
    hub.close();
  }

  @Test
  void listenersReceiveResponsesWhetherAddedBeforeOrAfterTheConnection() throws Exception {
    BlockingQueue<ObdResponse<?>> before = new LinkedBlockingQueue<>();
    vehicle.addResponseListener(before::add);
    connect();
    BlockingQueue<ObdResponse<?>> after = new LinkedBlockingQueue<>();
    vehicle.addResponseListener(after::add);
    hub.watch("test", Service01.RPM);
    assertEquals(850.0, value(before), 0.5);
    assertEquals(850.0, value(after), 0.5);
  }

  @Test
  void responsesReachTheHubWithoutAnotherThreadWhileThereIsNoListener() throws Exception {
    BlockingQueue<String> threads = new LinkedBlockingQueue<>();
    connect();
    hub.watch("test", Service01.RPM);
    hub.subscribeAll(100, responses -> threads.add(Thread.currentThread().getName()));
    assertEquals("obdio-hub", threads.poll(10, TimeUnit.SECONDS));
    assertEquals("obdio-hub", threads.poll(10, TimeUnit.SECONDS));
    assertFalse(
        Thread.getAllStackTraces().keySet().stream()
            .anyMatch(thread -> thread.getName().equals("obd-callbacks")),
        "a callback thread runs although there is no listener");
  }

  @Test
  void theListenerIsNotifiedOfTheConnectionAndOfItsEnd() throws Exception {
    connect();
    verify(listener, timeout(10_000).atLeastOnce())
        .statusChanged(ConnectionStatus.CAR_CONNECTED, "");
    verify(listener, never()).closed();
    vehicle.disconnect().get(10, TimeUnit.SECONDS);
    verify(listener, timeout(10_000)).closed();
  }

  private void connect() throws Exception {
    assertEquals(
        ConnectionStatus.CAR_CONNECTED,
        vehicle.connect(ScriptedTransport.vehicle()).get(10, TimeUnit.SECONDS));
  }

  private static double value(BlockingQueue<ObdResponse<?>> responses) throws Exception {
    ObdResponse<?> response = responses.poll(10, TimeUnit.SECONDS);
    assertNotNull(response, "no response within ten seconds");
    assertEquals(Service01.RPM, response.command());
    return ((io.obdio.core.unit.Quantity) response.value()).value();
  }
}
