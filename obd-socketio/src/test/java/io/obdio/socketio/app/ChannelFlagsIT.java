package io.obdio.socketio.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.obdio.socketio.testing.TestClient;
import java.util.List;
import java.util.Map;
import org.json.JSONObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The flags of the channels, and the notices of the channel {@code vehicle}. */
@Timeout(120)
class ChannelFlagsIT {

  private static TestClient login(InProcessServer server, String namespace) throws Exception {
    TestClient client = TestClient.open(server.port(), namespace, options -> {});
    client.awaitAccepted();
    client.emit("auth", new JSONObject());
    client.next("channels");
    return client;
  }

  @ParameterizedTest
  @CsvSource({"--channels-echo, true", "--no-channels-echo, false"})
  void theEchoOfMessagesMayBeOff(String flag, boolean echo) throws Exception {
    try (InProcessServer server = new InProcessServer(flag);
        TestClient sender = login(server, "/octane");
        TestClient other = login(server, "/octane")) {
      sender.emit("user_message", "hello");
      assertEquals("hello", other.next("user_message")[0]);
      sender.ask("channels"); // comes after the echo
      assertEquals(echo, sender.order().contains("user_message"));
    }
  }

  @Test
  void theNamespaceIsConfigurable() throws Exception {
    try (InProcessServer server = new InProcessServer("--channels-namespace=car");
        TestClient client = login(server, "/car");
        TestClient other = TestClient.open(server.port(), "/octane", options -> {})) {
      assertEquals("{\"join\":\"fuel\"}", client.ask("join", "fuel").toString());
      assertEquals("Invalid namespace", message(other.awaitRefused()));
    }
  }

  private static String message(Object error) {
    return error instanceof JSONObject json ? json.optString("message") : String.valueOf(error);
  }

  @Test
  void anEmptyNamespaceSwitchesTheChannelsOff() throws Exception {
    try (InProcessServer server = new InProcessServer("--channels-namespace=");
        TestClient client = TestClient.open(server.port(), "/octane", options -> {})) {
      assertEquals("Invalid namespace", message(client.awaitRefused()));
      assertEquals(List.of(), server.io.access().table().rules("/octane"));
    }
  }

  @Test
  void noticesReportThatTheVehicleIsLostAndThatTheServerStops() throws Exception {
    InProcessServer server = new InProcessServer();
    try (TestClient client = login(server, "/octane")) {
      JSONObject off =
          new JSONObject(
              Map.of("id", "ignition", "payload", Map.of("state", Map.of("value", false))));
      assertEquals(0, client.askAll("sim_message", off).length);
      client.ask("watch", "RPM"); // the loss is seen when something is requested
      JSONObject lost = (JSONObject) client.next("vehicle_message")[0];
      assertEquals("NOTIFY", lost.getString("type"));
      assertTrue(
          lost.getString("message").startsWith("the vehicle is not available: "), lost.toString());
      assertTrue(lost.getString("time").matches("\\d{4}-.*T.*\\.\\d{3}Z"), lost.toString());
      server.close();
      JSONObject stops = (JSONObject) client.next("vehicle_message")[0];
      assertEquals("the server stops", stops.getString("message"));
      assertFalse(client.order().contains("auth_fail"));
    } finally {
      server.close();
    }
  }
}
