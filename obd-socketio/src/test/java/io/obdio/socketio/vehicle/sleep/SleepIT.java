package io.obdio.socketio.vehicle.sleep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.obdio.core.transport.SimulatorControls;
import io.obdio.socketio.obd.ObdIo;
import io.obdio.socketio.obd.SleepEvents;
import io.obdio.socketio.testing.Await;
import io.obdio.socketio.testing.RawHttp;
import io.obdio.socketio.testing.TestClient;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.json.JSONObject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sleep and guard of the server as its clients see them, in real time with short times. */
@Tag("alone")
@Timeout(120)
class SleepIT {

  private final AtomicInteger responses = new AtomicInteger();
  private ObdIo io;
  private SimulatorControls car;

  private TestClient start(String transport) throws Exception {
    Duration soon = Duration.ofMillis(300);
    Duration second = Duration.ofSeconds(1);
    io = ObdIo.builder().listen("127.0.0.1", 0).build();
    SleepEvents.addTo(io, new SleepOptions(second, soon, soon, second, 13.2, 12.1, soon));
    io.vehicle().addTrafficListener((request, message, protocol) -> responses.incrementAndGet());
    io.start();
    Await.value(io.connectObd(transport));
    car = io.vehicle().simulator().orElseThrow();
    TestClient client = TestClient.connect(io.server().port());
    client.emit("watch", "RPM");
    Await.until("a value", () -> io.hub().latest("RPM") != null);
    return client;
  }

  @AfterEach
  void close() {
    io.close();
  }

  private static void assertNext(TestClient client, String state, String reason) throws Exception {
    JSONObject change = (JSONObject) client.next("sleep_changed")[0];
    assertEquals(state + " " + reason, change.get("state") + " " + change.get("reason"));
  }

  private void park(double volts) {
    car.setIgnition(false);
    car.fix("voltage", volts);
  }

  private String health() throws Exception {
    return new RawHttp("http://127.0.0.1:" + io.server().port()).get("/health").body();
  }

  private static JSONObject object(Object[] values) {
    return (JSONObject) values[0];
  }

  @ParameterizedTest
  @ValueSource(strings = {"sim:?cycle=idle", "sim:?cycle=idle&identity=2.1"})
  void sleepsAndWakesWithAnAdapter(String transport) throws Exception {
    try (TestClient client = start(transport)) {
      park(12.6);
      assertNext(client, "asleep", "idle");
      assertTrue(health().contains("\"code\":\"asleep\""), health());
      assertEquals("asleep", object(client.askAll("connection_state")).get("code"));
      assertEquals(12.6, object(client.askAll("sleep_state")).getDouble("voltage"));
      Object[] error = client.askAll("query_now", "RPM");
      assertEquals("not_connected", object(error).get("code"), "the ignition is off");
      assertNext(client, "awake", "client");
      assertNext(client, "asleep", "idle");
      int before = responses.get();
      car.setIgnition(true);
      car.fix("voltage", 14.1);
      assertNext(client, "awake", "charging");
      Await.until("a value", () -> io.hub().latest("RPM") != null && responses.get() > before);
      assertTrue(health().contains("\"car\":\"Car Connected\"}"), health());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"sim:?cycle=idle", "sim:?cycle=idle&link=can"})
  void theGuardRefusesRequests(String transport) throws Exception {
    try (TestClient client = start(transport)) {
      car.fix("rpm", 0);
      car.fix("voltage", 11.5);
      assertNext(client, "low_voltage", "low_voltage");
      assertTrue(health().contains("\"code\":\"low_voltage\""), health());
      assertEquals("low_voltage", object(client.askAll("query_now", "RPM")).get("code"));
      assertEquals("low_voltage", object(client.askAll("wake")).get("code"));
      assertEquals("low_voltage", object(client.askAll("connection_state")).get("code"));
      car.release("rpm");
      car.fix("voltage", 14.2);
      JSONObject change = (JSONObject) client.next("sleep_changed")[0];
      assertEquals("awake", change.get("state"));
      assertEquals("awake", object(client.askAll("wake")).get("state"));
      Await.until("a value", () -> io.hub().latest("RPM") != null);
    }
  }

  /** An adapter that is unplugged during the sleep is found again when it is back. */
  @ParameterizedTest
  @ValueSource(strings = "sim:?cycle=idle")
  void anAdapterThatIsLostIsReopened(String transport) throws Exception {
    try (TestClient client = start(transport)) {
      park(12.6);
      assertNext(client, "asleep", "idle");
      car.setFault("unplug", true);
      assertNext(client, "awake", "connected");
      assertEquals("Not Connected", client.askAll("status")[0]);
      car.setFault("unplug", false);
      car.setIgnition(true);
      Await.until("a value", () -> io.hub().latest("RPM") != null);
    }
  }

  /** Without an adapter nothing is sent; frames on the bus and long intervals find the vehicle. */
  @ParameterizedTest
  @ValueSource(strings = "sim:?cycle=idle&link=can")
  void sleepsAndWakesOnCan(String transport) throws Exception {
    try (TestClient client = start(transport)) {
      car.fix("voltage", 12.4);
      park(12.4);
      assertNext(client, "asleep", "idle");
      assertFalse(object(client.askAll("connection_state")).getString("remedy").isEmpty());
      car.fix("voltage", 14.2);
      car.setIgnition(true);
      JSONObject change = (JSONObject) client.next("sleep_changed")[0];
      assertEquals("awake", change.get("state"), change.toString());
      Await.until("a value", () -> io.hub().latest("RPM") != null);
    }
  }
}
