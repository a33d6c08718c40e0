package io.obdio.socketio.obd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.obdio.core.testing.ScriptedTransport;
import io.obdio.core.transport.ConnectionReason;
import io.obdio.core.transport.ConnectionStatus;
import io.obdio.core.transport.Transports;
import io.obdio.sim.DiagnosticConnector;
import io.obdio.sim.SimulatedVehicle;
import io.obdio.sim.elm327.ElmConfig;
import io.obdio.sim.elm327.port.ElmTcpServer;
import io.obdio.sim.fault.FaultInjector;
import io.obdio.socketio.testing.Await;
import io.obdio.socketio.testing.RawHttp;
import io.obdio.socketio.testing.TestClient;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import org.json.JSONObject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A server whose adapter or vehicle is absent when it starts. */
@Timeout(120)
class AbsentAdapterIT {

  private final List<String> reported = new CopyOnWriteArrayList<>();
  private ObdIo io;

  @BeforeEach
  void start() throws Exception {
    io =
        ObdIo.builder()
            .listen("127.0.0.1", 0)
            .statusListener((status, reason) -> reported.add(status + " " + reason))
            .build();
    io.start();
  }

  @AfterEach
  void stop() {
    io.close();
  }

  private static InetSocketAddress freeAddress() throws Exception {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return (InetSocketAddress) socket.getLocalSocketAddress();
    }
  }

  @Test
  void theAdapterIsOpenedWhenItAppears() throws Exception {
    InetSocketAddress address = freeAddress();
    ConnectionStatus first =
        Await.value(
            io.vehicle().supervise(Transports.create("elm327://127.0.0.1:" + address.getPort())));
    assertEquals(ConnectionStatus.NOT_CONNECTED, first);
    try (TestClient client = TestClient.connect(io.server().port())) {
      assertEquals("Not Connected", client.ask("status"));
      Await.until("a further attempt", () -> io.vehicle().state().attempts() >= 3);
      JSONObject state = (JSONObject) client.ask("connection_state");
      assertEquals("Not Connected", state.getString("status"));
      assertEquals("host_unreachable", state.getString("code"));
      assertTrue(state.getString("reason").startsWith("127.0.0.1:" + address.getPort()));
      assertEquals(ConnectionReason.HOST_UNREACHABLE.remedy(), state.getString("remedy"));
      assertTrue(state.getLong("since") <= System.currentTimeMillis());
      assertEquals(1, reported.size(), "a repeated failure is reported once: " + reported);
      String health = new RawHttp("http://127.0.0.1:" + io.server().port()).get("/health").body();
      assertTrue(health.contains("\"code\":\"host_unreachable\""), health);
      client.ask("watch", "RPM");
      try (ElmTcpServer adapter =
          ElmTcpServer.startDongle(
              address,
              ElmConfig.DEFAULT,
              DiagnosticConnector.of(SimulatedVehicle.standard()),
              new FaultInjector())) {
        assertEquals(address.getPort(), adapter.port());
        JSONObject changed = (JSONObject) client.next("status_changed")[0];
        while (!changed.getString("status").equals("Car Connected")) {
          changed = (JSONObject) client.next("status_changed")[0];
        }
        assertEquals("connected", changed.getString("code"));
        assertEquals("", changed.getString("remedy"));
        Await.until("RPM", () -> io.hub().latest("RPM") != null);
        assertEquals("Car Connected", client.ask("status"));
      }
    }
  }

  @Test
  void aVehicleThatDoesNotAnswerHasItsOwnReason() throws Exception {
    ScriptedTransport car = ScriptedTransport.vehicle().reaches(ConnectionStatus.OBD_CONNECTED);
    Await.value(io.vehicle().supervise(car));
    Await.until(
        "the reason", () -> io.vehicle().state().reason() == ConnectionReason.VEHICLE_SILENT);
    assertEquals(0, io.vehicle().state().attempts());
  }

  @Test
  void aFurtherAttemptOnRequestFailsAndTheSupervisorGoesOn() throws Exception {
    ScriptedTransport car = ScriptedTransport.vehicle();
    car.refuse(2);
    assertEquals(ConnectionStatus.NOT_CONNECTED, Await.value(io.vehicle().supervise(car)));
    ExecutionException failure =
        assertThrows(ExecutionException.class, () -> io.vehicle().reconnect().get());
    assertTrue(String.valueOf(failure.getMessage()).contains("scripted"), failure.toString());
    Await.until("connected", () -> io.status() == ConnectionStatus.CAR_CONNECTED);
  }

  @Test
  void aFileThatIsNotARecordingIsAnErrorAtOnce(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("notes.txt"), "milk, bread\n");
    ExecutionException failure =
        assertThrows(
            ExecutionException.class,
            () -> io.vehicle().supervise(Transports.create("replay:" + file)).get());
    assertTrue(String.valueOf(failure.getMessage()).contains("notes.txt"), failure.toString());
    assertNull(io.vehicle().connection());
    assertEquals(ConnectionReason.CLOSED, io.vehicle().state().reason());
    assertFalse(io.vehicle().isConnecting());
  }
}
