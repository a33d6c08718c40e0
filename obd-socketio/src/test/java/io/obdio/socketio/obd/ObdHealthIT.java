package io.obdio.socketio.obd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.obdio.core.message.EcuMessage;
import io.obdio.core.transport.ConnectionReason;
import io.obdio.core.transport.ConnectionStatus;
import io.obdio.core.transport.DiagnosticTransport;
import io.obdio.core.transport.ForwardingTransport;
import io.obdio.core.transport.TransportException;
import io.obdio.core.transport.Transports;
import io.obdio.socketio.server.ServerOptions;
import io.obdio.socketio.testing.Await;
import io.obdio.socketio.testing.RawConnection;
import io.obdio.socketio.testing.RawHttp;
import io.obdio.socketio.testing.TestClient;
import java.net.SocketTimeoutException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What {@code /health} and {@code /ready} know. */
@Timeout(120)
class ObdHealthIT {

  private final CountDownLatch gate = new CountDownLatch(1);
  private ObdIo io;

  @BeforeEach
  void start() throws Exception {
    io =
        ObdIo.builder()
            .options(
                ServerOptions.builder().http(h -> h.listen("127.0.0.1", 0).eventLoops(2)).build())
            .build();
    io.start();
  }

  @AfterEach
  void stop() {
    gate.countDown();
    io.close();
  }

  private HttpResponse<String> get(String path) throws Exception {
    return new RawHttp("http://127.0.0.1:" + io.server().port()).get(path);
  }

  private void await(String path, int status, String body) throws Exception {
    Await.until(
        path + " " + status,
        () -> {
          try {
            return get(path).statusCode() == status;
          } catch (Exception e) {
            throw new IllegalStateException(e);
          }
        });
    assertEquals(body, get(path).body());
  }

  /** A part that fails does not end the service: the response code stays. */
  @Test
  void degradedWhileAPartDoesNotWork() throws Exception {
    AtomicReference<String> problem = new AtomicReference<>();
    io.parts().degradedIf(() -> Optional.ofNullable(problem.get()));
    assertTrue(get("/health").body().startsWith("{\"status\":\"up\""), get("/health").body());
    problem.set("cluster: Redis is not reachable");
    for (String path : List.of("/health", "/ready")) {
      HttpResponse<String> response = get(path);
      assertEquals(200, response.statusCode());
      assertTrue(response.body().startsWith("{\"status\":\"degraded\""), response.body());
      assertTrue(
          response.body().endsWith("\"reasons\":[\"cluster: Redis is not reachable\"]}"),
          response.body());
    }
  }

  @Test
  void readyOnceTheFirstAttemptToConnectHasEnded() throws Exception {
    assertEquals(200, get("/ready").statusCode(), "nothing is being connected");
    var connecting = io.connectObd(new SlowToOpen(Transports.create("sim:")));
    await(
        "/ready",
        503,
        "{\"status\":\"not ready\",\"car\":\"Not Connected\",\"code\":\"connecting\",\"remedy\":\""
            + ConnectionReason.CONNECTING.remedy()
            + "\",\"reasons\":[\"connecting\"]}");
    assertEquals(200, get("/health").statusCode());
    gate.countDown();
    assertEquals(ConnectionStatus.CAR_CONNECTED, Await.value(connecting));
    await("/ready", 200, "{\"status\":\"ready\",\"car\":\"Car Connected\"}");
  }

  /** A transport that opens when the gate does. */
  private final class SlowToOpen extends ForwardingTransport {
    SlowToOpen(DiagnosticTransport wrapped) {
      super(wrapped);
    }

    @Override
    public List<EcuMessage> open(Duration timeout) throws TransportException {
      awaitGate();
      return super.open(timeout);
    }
  }

  private void awaitGate() {
    try {
      if (!gate.await(60, TimeUnit.SECONDS)) {
        throw new IllegalStateException("the test never opened the gate");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void aStuckEventLoopIsDown() throws Exception {
    CountDownLatch entered = new CountDownLatch(1);
    io.createEvent(
        "stick",
        (socket, args) -> {
          entered.countDown();
          awaitGate();
          return null;
        });
    try (var client = TestClient.connect(io.server().port())) {
      client.emit("stick");
      Await.until("stuck", () -> entered.getCount() == 0);
      // Connections are spread over both loops: one that is accepted by the other one is answered.
      Await.until("late", () -> io.server().stats().loopDelayMillis() > 5_000);
      assertEquals(
          "{\"status\":\"down\",\"car\":\"Not Connected\",\"code\":\"closed\",\"remedy\":\"Connect the vehicle.\",\"reasons\":[\"event loop\"]}",
          answered("/health"));
      gate.countDown();
      await(
          "/health",
          200,
          "{\"status\":\"up\",\"car\":\"Not Connected\",\"code\":\"closed\",\"remedy\":\"Connect the vehicle.\"}");
    }
  }

  /** Returns the response of the loop that turns; each try opens a connection of its own. */
  private String answered(String path) throws Exception {
    for (int i = 0; i < 20; i++) {
      try (var connection = RawConnection.open(io.server().port())) {
        connection.send(
            "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        connection.timeout(500);
        String response = connection.response();
        assertEquals("HTTP/1.1 503", response.substring(0, 12));
        return response.substring(response.indexOf("\r\n\r\n") + 4);
      } catch (SocketTimeoutException e) {
        // Accepted by the loop that is stuck.
      }
    }
    throw new AssertionError("no loop answers");
  }

  @Test
  void aWatcherThatHasEndedIsDown() throws Exception {
    Await.value(io.connectObd("sim:"));
    io.watch("RPM");
    Await.until("RPM", () -> io.hub().latest("RPM") != null);
    assertEquals(200, get("/health").statusCode());
    kill("obd-watcher");
    await(
        "/health",
        503,
        "{\"status\":\"down\",\"car\":\"Car Connected\",\"reasons\":[\"watcher\"]}");
    Await.value(io.vehicle().reconnect());
    await("/health", 200, "{\"status\":\"up\",\"car\":\"Car Connected\"}");
  }

  @Test
  void aSupervisorThatHasEndedIsDown() throws Exception {
    Await.value(io.connectObd("sim:"));
    kill("obd-supervisor");
    await(
        "/health",
        503,
        "{\"status\":\"down\",\"car\":\"Car Connected\",\"reasons\":[\"supervisor\"]}");
  }

  /** Ends a thread of the only connection, as a defect would. */
  private static void kill(String name) {
    Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().equals(name))
        .forEach(Thread::interrupt);
  }
}
