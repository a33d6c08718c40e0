package io.obdio.socketio.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.obdio.socketio.access.Scope;
import io.obdio.socketio.testing.RawHttp;
import io.obdio.socketio.testing.TestClient;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.json.JSONArray;
import org.json.JSONObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Raw requests, traffic, the workbench of definitions and the simulated vehicle over the API. */
@Timeout(120)
class TinkerIT extends ScopesFixture {

  private static final String LIST =
      """
      Name,ShortName,ModeAndPID,Equation,Min Value,Max Value,Units,Header
      Engine speed,MY_RPM,010C,((A*256)+B)/4,0,8000,rpm,
      Broken,BROKEN,010C,A*(B,0,1,,
      Clear,MY_CLEAR,04,A,0,1,,
      """;

  private static HttpResponse<String> send(String method, String path, Scope scope, Object body)
      throws Exception {
    return RawHttp.send(
        HttpRequest.newBuilder(URI.create(server.url("/api/v1" + path)))
            .header("X-API-KEY", keys.of(scope))
            .method(method, HttpRequest.BodyPublishers.ofString(body.toString())));
  }

  private static JSONObject ok(HttpResponse<String> response) throws Exception {
    assertEquals(200, response.statusCode(), response.body());
    return new JSONObject(response.body());
  }

  @Test
  void aRawRequestIsAnsweredWithMessagesAndTheDecodedValue() throws Exception {
    JSONObject answer = ok(send("POST", "/request", Scope.QUERY, "{\"request\": \"01 0C\"}"));
    assertEquals("RPM", answer.getString("name"));
    assertEquals("revolutions_per_minute", answer.getString("unit"));
    assertTrue(answer.getDouble("value") >= 0);
    String data = answer.getJSONArray("messages").getJSONObject(0).getString("data");
    assertTrue(data.startsWith("410C"), data);
  }

  @Test
  void aRequestToOneEcuWithANegativeResponse() throws Exception {
    JSONObject answer =
        ok(send("POST", "/request", Scope.QUERY, "{\"request\": \"22FFFE\", \"ecu\": \"7E0\"}"));
    assertFalse(answer.has("value"));
    JSONObject message = answer.getJSONArray("messages").getJSONObject(0);
    assertEquals("service 22: 31 requestOutOfRange", message.getString("negative"));
  }

  @ParameterizedTest
  @CsvSource({"04, clear", "14FFFFFF, clear", "1003, control", "2F200103AA, control"})
  void aRequestThatChangesTheVehicleNeedsAnotherScope(String request, String scope)
      throws Exception {
    HttpResponse<String> refused =
        send("POST", "/request", Scope.QUERY, new JSONObject(Map.of("request", request)));
    assertEquals(403, refused.statusCode(), refused.body());
    assertTrue(refused.body().contains(lacks("query", scope)), refused.body());
  }

  @ParameterizedTest
  @CsvSource({"'', 400", "0, 400", "ATZ, 400", "01 0G, 400"})
  void aRequestMustConsistOfBytes(String request, int status) throws Exception {
    assertEquals(
        status,
        send("POST", "/request", Scope.QUERY, new JSONObject(Map.of("request", request)))
            .statusCode());
  }

  // ---- the simulated vehicle

  @Test
  void inputsFaultsAndTheIgnitionOfTheSimulatedVehicle() throws Exception {
    JSONObject state = ok(send("GET", "/simulator", Scope.READ, ""));
    assertTrue(state.getBoolean("ignition"));
    assertTrue(state.getJSONArray("inputs").length() > 5);
    String path = "/simulator/inputs/coolant_temperature";
    assertEquals(104, input(ok(send("PUT", path, Scope.CONTROL, "{\"value\": 104}"))), 0.01);
    ok(send("PUT", path, Scope.CONTROL, "{\"value\": null}"));
    assertEquals(400, send("PUT", path, Scope.CONTROL, "{\"value\": 1e9}").statusCode());
    assertEquals(400, send("PUT", path, Scope.CONTROL, "{}").statusCode());
    assertEquals(
        400, send("PUT", "/simulator/inputs/none", Scope.CONTROL, "{\"value\": 1}").statusCode());
    String fault = state.getJSONArray("faults").getJSONObject(0).getString("name");
    String faultPath = "/simulator/faults/" + fault;
    JSONObject on = ok(send("PUT", faultPath, Scope.CONTROL, "{\"active\": true}"));
    assertTrue(on.getJSONArray("faults").getJSONObject(0).getBoolean("active"));
    ok(send("PUT", faultPath, Scope.CONTROL, "{\"active\": false}"));
    assertFalse(
        ok(send("PUT", "/simulator/ignition", Scope.CONTROL, "{\"on\": false}"))
            .getBoolean("ignition"));
    ok(send("PUT", "/simulator/ignition", Scope.CONTROL, "{\"on\": true}"));
  }

  private static double input(JSONObject state) throws Exception {
    JSONArray inputs = state.getJSONArray("inputs");
    for (int i = 0; i < inputs.length(); i++) {
      JSONObject input = inputs.getJSONObject(i);
      if (input.getString("name").equals("coolant_temperature")) {
        assertTrue(input.getBoolean("fixed"));
        return input.getDouble("value");
      }
    }
    throw new AssertionError("no coolant_temperature in " + state);
  }

  // ---- the workbench

  private static JSONObject definition() throws Exception {
    return new JSONObject().put("name", "mine.csv").put("text", LIST);
  }

  @Test
  void aDefinitionIsCheckedAndAMistakeHasItsPosition() throws Exception {
    JSONObject checked = ok(send("POST", "/workbench/check", Scope.QUERY, definition()));
    JSONObject value = checked.getJSONArray("values").getJSONObject(0);
    assertEquals("MY_RPM", value.getString("name"));
    assertEquals("010C", value.getString("request"));
    JSONObject problem = checked.getJSONArray("problems").getJSONObject(0);
    assertEquals("row 3", problem.getString("place"));
    assertEquals(5, problem.getInt("character"));
    assertTrue(problem.getBoolean("left_out"));
  }

  @Test
  void aValueOfADefinitionIsRequestedFromTheVehicle() throws Exception {
    JSONObject answer =
        ok(send("POST", "/workbench/value", Scope.QUERY, definition().put("command", "MY_RPM")));
    assertTrue(answer.getDouble("value") >= 0, answer.toString());
    assertEquals(
        404,
        send("POST", "/workbench/value", Scope.QUERY, definition().put("command", "X"))
            .statusCode());
    assertEquals(
        403,
        send("POST", "/workbench/value", Scope.QUERY, definition().put("command", "MY_CLEAR"))
            .statusCode());
  }

  @Test
  void recordedMessagesAreDecoded() throws Exception {
    String[] messages = {"7E8#410C0D48", "7E8#7F0112", "7E8#410C0D", "x"};
    JSONObject answer =
        ok(
            send(
                "POST",
                "/workbench/decode",
                Scope.QUERY,
                definition().put("command", "MY_RPM").put("messages", messages)));
    assertEquals(850, answer.getJSONArray("values").getJSONObject(0).getDouble("value"));
    assertEquals(
        "not a positive response to 010C",
        answer.getJSONArray("values").getJSONObject(1).getString("reason"));
    assertEquals(
        "too short: 1 of 2 bytes",
        answer.getJSONArray("values").getJSONObject(2).getString("reason"));
    assertTrue(answer.getJSONArray("values").getJSONObject(3).has("reason"));
  }

  @ParameterizedTest
  @CsvSource({"../x.csv", "x.txt", ".csv", "a/b.json"})
  void aNameIsThatOfADefinitionFile(String name) throws Exception {
    JSONObject body = definition().put("name", name);
    assertEquals(400, send("POST", "/workbench/check", Scope.QUERY, body).statusCode());
  }

  @Test
  void definitionsAreSavedInTheFolderOnly() throws Exception {
    Path sets = folder.resolve("sets");
    try (InProcessServer open = new InProcessServer("--workbench-folder=" + sets)) {
      String files = open.url("/api/v1/workbench/files");
      String body = new JSONObject().put("text", LIST).toString();
      assertEquals(200, put(files + "/mine.csv", body).statusCode());
      assertEquals(LIST, Files.readString(sets.resolve("mine.csv")));
      assertTrue(put(files + "/..%2Fx.csv", body).statusCode() >= 400);
      assertFalse(Files.exists(folder.resolve("x.csv")));
      assertEquals(400, put(files + "/mine.txt", body).statusCode());
      assertEquals(400, put(files + "/mine.json", body).statusCode(), "the text is no JSON");
      JSONObject text = ok(get(files + "/mine.csv"));
      assertEquals(LIST, text.getString("text"));
      assertEquals("[\"mine.csv\"]", ok(get(files)).getJSONArray("files").toString());
      assertEquals(404, get(files + "/other.csv").statusCode());
      Files.createSymbolicLink(sets.resolve("link.csv"), Path.of("/etc/hostname"));
      assertEquals(404, get(files + "/link.csv").statusCode(), "links are not followed");
    }
  }

  private static HttpResponse<String> put(String url, String body) throws Exception {
    return RawHttp.send(
        HttpRequest.newBuilder(URI.create(url)).PUT(HttpRequest.BodyPublishers.ofString(body)));
  }

  private static HttpResponse<String> get(String url) throws Exception {
    return RawHttp.send(HttpRequest.newBuilder(URI.create(url)));
  }

  // ---- traffic

  @Test
  void trafficIsPushedToSubscribersOnly() throws Exception {
    try (InProcessServer open = new InProcessServer();
        TestClient client = TestClient.connect(open.port())) {
      assertEquals(true, client.ask("subscribe_traffic"));
      client.ask("query_now", "RPM");
      JSONObject batch = (JSONObject) client.next("traffic")[0];
      JSONObject message = batch.getJSONArray("messages").getJSONObject(0);
      assertTrue(message.getString("data").startsWith("41"), message.toString());
      assertTrue(message.getString("ecu").length() >= 3);
      assertEquals(0, batch.getInt("dropped"));
      assertEquals(true, client.ask("unsubscribe_traffic"));
    }
  }
}
