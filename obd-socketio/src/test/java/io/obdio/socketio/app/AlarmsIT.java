package io.obdio.socketio.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.inject.CreationException;
import com.google.inject.ProvisionException;
import com.sun.net.httpserver.HttpServer;
import io.obdio.core.transport.SimulatorControls;
import io.obdio.socketio.app.failure.UserError;
import io.obdio.socketio.testing.Await;
import io.obdio.socketio.testing.RawHttp;
import io.obdio.socketio.testing.TestClient;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.json.JSONArray;
import org.json.JSONObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Alarms of a simulated vehicle: over REST, as events, and on a webhook. */
@Timeout(120)
class AlarmsIT {

  private static final String HOT =
      """
      {"signal": "COOLANT_TEMP", "comparison": ">", "threshold": 110, "unit": "°C",
       "hysteresis": 3, "severity": "critical", "message": "too hot"}
      """;

  @TempDir Path folder;

  private static HttpResponse<String> send(
      InProcessServer server, String method, String path, String body) throws Exception {
    return RawHttp.send(
        HttpRequest.newBuilder(URI.create(server.url("/api/v1/alarms" + path)))
            .method(method, HttpRequest.BodyPublishers.ofString(body)));
  }

  private static JSONObject alarm(InProcessServer server, String id) throws Exception {
    JSONArray all = new JSONObject(send(server, "GET", "", "").body()).getJSONArray("alarms");
    for (int i = 0; i < all.length(); i++) {
      if (all.getJSONObject(i).getString("id").equals(id)) {
        return all.getJSONObject(i);
      }
    }
    throw new AssertionError(id + " is not in " + all);
  }

  private static SimulatorControls vehicle(InProcessServer server) {
    return server.io.vehicle().simulator().orElseThrow();
  }

  /** Returns the next event of a kind; those of other kinds are skipped. */
  private static JSONObject next(TestClient client, String kind) throws Exception {
    while (true) {
      JSONObject change = (JSONObject) client.next("alarm")[0];
      if (change.getString("kind").equals(kind)) {
        return change.getJSONObject("alarm");
      }
    }
  }

  @Test
  void withoutRulesNothingIsWatched() throws Exception {
    try (InProcessServer server = new InProcessServer()) {
      JSONObject list = new JSONObject(send(server, "GET", "", "").body());
      assertEquals(0, list.getJSONArray("alarms").length());
      assertTrue(list.getJSONArray("presets").length() >= 5);
      assertFalse(list.getBoolean("persistent"));
      assertTrue(server.io.hub().watched().isEmpty());
    }
  }

  @Test
  void anAlarmBecomesActiveIsAcknowledgedAndEnds() throws Exception {
    try (InProcessServer server = new InProcessServer();
        TestClient client = TestClient.connect(server.port())) {
      assertEquals(200, send(server, "PUT", "/hot", HOT).statusCode());
      Await.until("it is watched", () -> server.io.hub().watched().contains("COOLANT_TEMP"));

      vehicle(server).fix("coolant_temperature", 118);
      JSONObject fired = next(client, "firing");
      assertEquals("hot", fired.getString("id"));
      assertEquals(118, fired.getDouble("value"), 1);
      assertEquals("too hot", fired.getJSONObject("rule").getString("message"));
      assertFalse(fired.getBoolean("acknowledged"));
      assertEquals(0.0, (double) (System.currentTimeMillis() - fired.getLong("fired")), 30_000.0);

      assertEquals(200, send(server, "POST", "/hot/acknowledge", "{}").statusCode());
      assertTrue(next(client, "acknowledged").getBoolean("acknowledged"));

      vehicle(server).fix("coolant_temperature", 90);
      assertEquals("normal", next(client, "resolved").getString("phase"));

      vehicle(server).fix("coolant_temperature", 118);
      assertEquals(2, next(client, "firing").getInt("count"));
      vehicle(server).setIgnition(false);
      assertEquals("no_value", next(client, "value_lost").getString("phase"));

      assertEquals(200, send(server, "DELETE", "/hot", "").statusCode());
      Await.until("it is not watched", () -> server.io.hub().watched().isEmpty());
    }
  }

  @Test
  void aMistakeIsReportedAndChangesNothing() throws Exception {
    try (InProcessServer server = new InProcessServer()) {
      HttpResponse<String> refused =
          send(server, "PUT", "/hot", HOT.replace("\"threshold\"", "\"treshold\""));
      assertEquals(400, refused.statusCode());
      assertTrue(refused.body().contains("did you mean 'threshold'?"), refused.body());
      assertEquals(400, send(server, "PUT", "/Hot", HOT).statusCode());
      assertEquals(404, send(server, "DELETE", "/hot", "").statusCode());
      assertEquals(404, send(server, "POST", "/hot/acknowledge", "{}").statusCode());
      assertEquals(404, send(server, "POST", "/hot/test", "{}").statusCode());
      assertEquals(200, send(server, "PUT", "/odd", HOT.replace("COOLANT_TEMP", "X")).statusCode());
      assertEquals("unknown_signal", alarm(server, "odd").getString("problem"));
    }
  }

  @Test
  void rulesOfAFileCannotBeEditedAndThoseOfClientsAreKept() throws Exception {
    Path rules = folder.resolve("alarms.yaml");
    Files.writeString(rules, "- preset: speed\n  threshold: 50\n");
    String[] flags = {"--alarms=" + rules, "--state=" + folder.resolve("state")};
    try (InProcessServer server = new InProcessServer(flags)) {
      assertFalse(alarm(server, "speed").getBoolean("editable"));
      assertEquals(403, send(server, "PUT", "/speed", HOT).statusCode());
      assertEquals(403, send(server, "DELETE", "/speed", "").statusCode());
      assertEquals(200, send(server, "PUT", "/hot", HOT).statusCode());
    }
    try (InProcessServer server = new InProcessServer(flags)) {
      assertEquals(50, alarm(server, "speed").getJSONObject("rule").getDouble("threshold"));
      assertTrue(alarm(server, "hot").getBoolean("editable"));
      assertEquals("too hot", alarm(server, "hot").getJSONObject("rule").getString("message"));
    }
  }

  @Test
  void aFileThatIsNotValidEndsTheStart() throws Exception {
    Path rules = folder.resolve("alarms.yaml");
    Files.writeString(rules, "- preset: spede\n");
    RuntimeException e =
        assertThrows(
            RuntimeException.class, () -> new InProcessServer("--alarms=" + rules).close());
    Throwable cause =
        e instanceof ProvisionException || e instanceof CreationException ? e.getCause() : e;
    assertTrue(cause instanceof UserError, e.toString());
    assertTrue(
        String.valueOf(cause.getMessage()).contains("alarms.yaml:1: preset: 'spede'"),
        cause.getMessage());
  }

  @Test
  void theWebhookReceivesWhatBecomesActiveAndEnds() throws Exception {
    List<String> received = new CopyOnWriteArrayList<>();
    HttpServer receiver =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    receiver.createContext(
        "/",
        exchange -> {
          byte[] body = exchange.getRequestBody().readAllBytes();
          received.add(new String(body, StandardCharsets.UTF_8));
          exchange.sendResponseHeaders(204, -1);
          exchange.close();
        });
    receiver.start();
    String url = "--alarm-webhook=http://127.0.0.1:" + receiver.getAddress().getPort() + "/";
    try (InProcessServer server = new InProcessServer(url)) {
      vehicle(server).fix("coolant_temperature", 118);
      send(server, "PUT", "/hot", HOT);
      Await.until("it is active", () -> received.size() == 1);
      send(server, "POST", "/hot/test", "{}");
      Await.until("the test arrives", () -> received.size() == 2);
      vehicle(server).fix("coolant_temperature", 90);
      Await.until("it ends", () -> received.size() == 3);
      List<String> kinds = new ArrayList<>();
      for (String body : received) {
        JSONObject change = new JSONObject(body);
        kinds.add(change.getString("kind"));
        assertEquals("hot", change.getJSONObject("alarm").getString("id"));
      }
      assertEquals(List.of("firing", "test", "resolved"), kinds);
    } finally {
      receiver.stop(0);
    }
  }
}
