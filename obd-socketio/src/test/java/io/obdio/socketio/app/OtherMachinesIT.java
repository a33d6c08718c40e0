package io.obdio.socketio.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.obdio.socketio.access.Access;
import io.obdio.socketio.access.AccessOptions;
import io.obdio.socketio.testing.RawHttp;
import io.obdio.socketio.testing.RawWebSocket;
import io.obdio.socketio.testing.TestClient;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.json.JSONObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Clients on other machines without keys: what changes the vehicle or the connection is refused to
 * them on every API unless the server is open. A trusted proxy reports their address.
 */
@Timeout(120)
class OtherMachinesIT {

  private static final String OTHER = "203.0.113.9";

  private static InProcessServer server(boolean open) throws Exception {
    return new InProcessServer(
        "--trusted-proxies=127.0.0.1", "--allow-connect", open ? "--open" : "--no-open");
  }

  private static TestClient client(InProcessServer server, String namespace, String address)
      throws Exception {
    TestClient client =
        TestClient.open(
            server.port(),
            namespace,
            options -> options.extraHeaders = Map.of("X-Forwarded-For", List.of(address)));
    client.awaitAccepted();
    if (!namespace.equals("/")) {
      client.emit("auth", new JSONObject());
      client.next("channels");
    }
    return client;
  }

  private static String code(Object answer) {
    return answer instanceof JSONObject json ? json.optString("code") : "";
  }

  @ParameterizedTest
  @CsvSource({
    "/, false, 203.0.113.9, not_allowed",
    "/octane, false, 203.0.113.9, not_allowed",
    "/, true, 203.0.113.9, ''",
    "/octane, true, 203.0.113.9, ''",
    "/, false, 127.0.0.1, ''",
    "/octane, false, 127.0.0.1, ''"
  })
  void eventsThatChangeSomething(String namespace, boolean open, String address, String code)
      throws Exception {
    try (InProcessServer server = server(open);
        TestClient client = client(server, namespace, address)) {
      assertEquals(true, client.ask("supports", "RPM"));
      assertEquals(17, String.valueOf(client.ask("vin")).length());
      Object refused = client.ask("clear_dtc");
      assertEquals(code, code(refused));
      if (!code.isEmpty()) {
        assertEquals(
            "clients on other machines may not clear trouble codes; configure keys, or start the"
                + " server with --open, to allow it to clients on other machines",
            ((JSONObject) refused).getString("message"));
      }
      assertEquals(code, code(client.ask("query_now", "CLEAR_DTC")));
      assertEquals(code, code(client.ask("sessions")));
      assertEquals(code, code(client.ask("disconnect_obd")));
      if (namespace.equals("/octane")) {
        assertEquals(code, code(client.ask("join", "obd_raw")));
        Object[] control = client.askAll("sim_message", ignition());
        assertEquals(code, control.length == 0 ? "" : notSimulated(code(control[0])));
      }
    }
  }

  /** After the vehicle was disconnected there is no simulated one. */
  private static String notSimulated(String code) {
    return code.equals("not_supported") ? "" : code;
  }

  private static JSONObject ignition() {
    return new JSONObject(
        Map.of("id", "ignition", "payload", Map.of("state", Map.of("value", true))));
  }

  private static HttpResponse<String> post(InProcessServer server, String path) throws Exception {
    return RawHttp.send(
        HttpRequest.newBuilder(URI.create(server.url(path)))
            .header("X-Forwarded-For", OTHER)
            .POST(HttpRequest.BodyPublishers.ofString("value=1")));
  }

  @Test
  void devicesByRest() throws Exception {
    try (InProcessServer server = server(false)) {
      for (String device : List.of("ro/CLEAR_DTC", "ro/CONNECT", "do/SIM_IGNITION")) {
        HttpResponse<String> refused = post(server, "/rest/" + device);
        assertEquals(403, refused.statusCode(), device);
        assertTrue(refused.body().contains("--open"), refused.body());
      }
    }
    try (InProcessServer server = server(true)) {
      assertEquals(200, post(server, "/rest/ro/CLEAR_DTC").statusCode());
    }
  }

  @Test
  void devicesByWebSocket() throws Exception {
    try (InProcessServer server = server(false);
        RawWebSocket socket =
            RawWebSocket.connect(
                "ws://127.0.0.1:" + server.port() + "/ws", Map.of("X-Forwarded-For", OTHER))) {
      socket.send("{\"cmd\":\"set\",\"dev\":\"ro\",\"circuit\":\"CLEAR_DTC\",\"value\":1}");
      String answer = socket.text();
      while (!answer.contains("refused")) {
        answer = socket.text();
      }
      assertTrue(answer.contains("\"value\":\"not_allowed\"") && answer.contains("--open"), answer);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1, false, ''",
    "::1, false, ''",
    "0.0.0.0, false, No keys are configured: clients on other machines can read",
    "192.0.2.1, false, No keys are configured: clients on other machines can read",
    "::, true, No keys are configured and --open is set: every client that reaches this server can"
  })
  void theStartStatesThatThereAreNoKeys(String address, boolean open, String notice)
      throws Exception {
    List<InetSocketAddress> addresses =
        List.of(new InetSocketAddress(InetAddress.getByName(address), 48484));
    try (Access access = Access.create(AccessOptions.builder().open(open).build())) {
      String stated = ServeCommand.keyNotice(access, addresses).orElse("");
      assertTrue(stated.startsWith(notice), stated);
      assertEquals(notice.isEmpty(), stated.isEmpty());
    }
    AccessOptions keyed = AccessOptions.builder().apiKey("obd_a_key_that_is_long_enough").build();
    try (Access access = Access.create(keyed)) {
      assertEquals(Optional.empty(), ServeCommand.keyNotice(access, addresses));
      assertFalse(access.options().toString().contains("long_enough"));
    }
  }
}
