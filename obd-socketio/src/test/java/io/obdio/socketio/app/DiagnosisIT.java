package io.obdio.socketio.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.obdio.socketio.testing.Await;
import io.obdio.socketio.testing.RawHttp;
import io.obdio.socketio.testing.TestClient;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.json.JSONArray;
import org.json.JSONObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The diagnosis of a simulated vehicle in one response. */
@Timeout(120)
class DiagnosisIT {

  private static final String SCENARIO =
      """
      ecus:
        engine:
          stored: [{code: P0301-1C, freeze-frame: {rpm: 2450, speed: 47}}, P0420]
          pending: [P0171]
          permanent: [P0301]
          incomplete: [catalyst, evaporative-system]
        abs:
      """;

  @TempDir Path folder;

  private InProcessServer faulty() throws Exception {
    Path file = Files.writeString(folder.resolve("faulty.yaml"), SCENARIO);
    return new InProcessServer("--transport=sim:?scenario=" + file);
  }

  private static HttpRequest.Builder request(InProcessServer server, String query) {
    return HttpRequest.newBuilder(URI.create(server.url("/api/v1/diagnosis" + query)));
  }

  private static JSONObject diagnosis(InProcessServer server, String query) throws Exception {
    HttpResponse<String> response = RawHttp.send(request(server, query));
    assertEquals(200, response.statusCode(), response.body());
    return new JSONObject(response.body());
  }

  @Test
  void codesFreezeFrameReadinessAndMonitorsAreInOneResponse() throws Exception {
    try (InProcessServer server = faulty()) {
      JSONObject json = diagnosis(server, "");
      JSONArray codes = json.getJSONArray("codes");
      JSONObject first = codes.getJSONObject(0);
      assertEquals("P0301-1C", first.getString("code"));
      assertEquals("[\"stored\",\"permanent\",\"uds\"]", first.getJSONArray("kinds").toString());
      assertTrue(
          first.getString("explanation").startsWith("Misfire in cylinder 1 ("), first.toString());
      assertEquals("P0420", codes.getJSONObject(1).getString("code"));
      assertTrue(json.getBoolean("mil"));
      assertEquals("us_2001", json.getJSONObject("readiness").getString("rule"));
      JSONArray rules = json.getJSONObject("readiness").getJSONArray("rules");
      assertEquals(3, rules.length());
      for (int i = 0; i < rules.length(); i++) {
        assertFalse(rules.getJSONObject(i).getBoolean("passes"), "the lamp is on");
      }
      assertEquals(2, json.getJSONObject("readiness").getJSONArray("incomplete").length());
      JSONObject frame = json.getJSONArray("freeze_frames").getJSONObject(0);
      assertEquals("P0301", frame.getString("code"));
      assertTrue(frame.getJSONArray("values").length() > 2, frame.toString());
      JSONObject test =
          json.getJSONArray("monitors").getJSONObject(0).getJSONArray("tests").getJSONObject(0);
      assertTrue(test.getDouble("min") <= test.getDouble("max"), test.toString());
      String lost = json.getJSONObject("clear").getJSONArray("lost").toString();
      assertTrue(lost.contains("2 stored and"), lost);
      assertEquals(17, json.getString("vin").length());
    }
  }

  @Test
  void afterClearingAFreshResponseHasNoStoredCodes() throws Exception {
    try (InProcessServer server = faulty();
        TestClient client = TestClient.connect(server.port())) {
      assertTrue(diagnosis(server, "").getBoolean("mil"));
      assertEquals(true, client.ask("clear_dtc"));
      JSONObject after = diagnosis(server, "?fresh=true");
      assertFalse(after.getBoolean("mil"));
      JSONArray codes = after.getJSONArray("codes");
      for (int i = 0; i < codes.length(); i++) {
        assertFalse(codes.getJSONObject(i).getJSONArray("kinds").toString().contains("stored"));
      }
      assertTrue(
          after.getJSONObject("readiness").getJSONArray("incomplete").length() > 0,
          "clearing resets the monitors");
    }
  }

  @Test
  void clientsThatAskAtTheSameTimeShareOneResult() throws Exception {
    try (InProcessServer server = new InProcessServer()) {
      List<CompletableFuture<HttpResponse<String>>> pending = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        pending.add(
            RawHttp.CLIENT.sendAsync(
                request(server, "?fresh=true").build(), HttpResponse.BodyHandlers.ofString()));
      }
      JSONObject first = new JSONObject(Await.value(pending.get(0)).body());
      for (CompletableFuture<HttpResponse<String>> each : pending) {
        assertEquals(200, Await.value(each).statusCode());
      }
      JSONObject again = diagnosis(server, "");
      assertTrue(again.getLong("time") - first.getLong("time") < 5_000);
    }
  }

  @Test
  void aHistoryAddsSinceWhenACodeWasSeen() throws Exception {
    Path file = Files.writeString(folder.resolve("faulty.yaml"), SCENARIO);
    try (InProcessServer server =
        new InProcessServer(
            "--transport=sim:?scenario=" + file,
            "--history=" + folder.resolve("trips.db"),
            "--history-commit=200")) {
      Await.until("the history has the code", () -> seen(server));
    }
  }

  private static boolean seen(InProcessServer server) {
    try {
      JSONObject code = diagnosis(server, "").getJSONArray("codes").getJSONObject(0);
      return code.has("first_seen")
          && code.getInt("times") == 1
          && code.getLong("first_seen") <= code.getLong("last_seen");
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void withoutAVehicleTheReasonIsStated() throws Exception {
    try (InProcessServer server = new InProcessServer()) {
      Await.value(server.io.disconnectObd());
      HttpResponse<String> refused = RawHttp.send(request(server, ""));
      assertEquals(409, refused.statusCode(), refused.body());
      assertTrue(refused.body().contains("not_connected"), refused.body());
    }
  }
}
