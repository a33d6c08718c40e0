package io.obdio.socketio.fleet.face;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.obdio.socketio.access.AccessKey;
import io.obdio.socketio.access.KeyFileEditor;
import io.obdio.socketio.access.KeyHash;
import io.obdio.socketio.access.Scope;
import io.obdio.socketio.telemetry.BrokerMessage;
import io.obdio.socketio.testing.Await;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.json.JSONObject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The route of the diagnosis, which the vehicle answers. */
@Timeout(120)
class VehicleDiagnosisIT {

  private static final String KEY = "obd_key_with_the_scope_query_1";
  private static final String PATH = "/api/v1/vehicles/VAN-1/diagnosis";

  @TempDir Path folder;
  private FaceServer server;

  @BeforeEach
  void start() throws Exception {
    Path keys = folder.resolve("keys.yaml");
    new KeyFileEditor(keys)
        .add(
            new AccessKey(
                "workshop", KeyHash.of(KEY), EnumSet.of(Scope.READ, Scope.QUERY), null, List.of()));
    server = FaceServer.withKeys(keys);
    server.fleet.add("VAN-1", true);
    server.fleet.add("car-3", false);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  /** Sends a request, and responds to it as the vehicle does. */
  private HttpResponse<String> answered(String path, String response) throws Exception {
    int before = server.broker.sent().size();
    CompletableFuture<HttpResponse<String>> answer =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return server.get(path, KEY);
              } catch (Exception e) {
                throw new IllegalStateException(e);
              }
            });
    Await.until("a request", () -> server.broker.sent().size() > before);
    BrokerMessage request = server.broker.sent().get(before);
    server.broker.deliver(Objects.requireNonNull(request.responseTopic()), response);
    return Await.value(answer);
  }

  @Test
  void theVehicleReceivesTheScopesOfTheKeyAndItsResponseIsPassedOn() throws Exception {
    String diagnosis =
        "{\"codes\":[{\"code\":\"P0101\",\"kinds\":[\"stored\"]}],\"missing\":{},\"freeze_frames\":[],"
            + "\"monitors\":[],\"may_clear\":false}";
    HttpResponse<String> response = answered(PATH, "{\"ok\":true,\"result\":" + diagnosis + "}");
    assertEquals(200, response.statusCode());
    assertEquals(diagnosis, response.body());
    BrokerMessage request = server.broker.sent().get(0);
    assertEquals("VAN-1", request.topic().split("/")[1]);
    JSONObject sent = new JSONObject(request.text());
    assertEquals("diagnosis", sent.getString("method"));
    assertEquals("[{\"fresh\":false}]", sent.getJSONArray("params").toString());
    assertEquals("[\"query\",\"read\"]", sent.getJSONArray("scopes").toString());
    HttpResponse<String> again =
        answered(PATH + "?fresh=true", "{\"ok\":true,\"result\":" + diagnosis + "}");
    assertEquals(200, again.statusCode());
    JSONObject fresh = new JSONObject(server.broker.sent().get(1).text());
    assertEquals("[{\"fresh\":true}]", fresh.getJSONArray("params").toString());
  }

  @Test
  void aVehicleThatIsAwayOrRefuses() throws Exception {
    HttpResponse<String> away = server.get("/api/v1/vehicles/car-3/diagnosis", KEY);
    assertEquals(409, away.statusCode());
    assertEquals("not_connected", new JSONObject(away.body()).getString("code"));
    HttpResponse<String> refused =
        answered(
            PATH, "{\"ok\":false,\"error\":{\"code\":\"not_allowed\",\"message\":\"not now\"}}");
    assertEquals(403, refused.statusCode());
    assertEquals("not now", new JSONObject(refused.body()).getString("message"));
    server.broker.setConnected(false);
    assertEquals(503, server.get(PATH, KEY).statusCode());
  }

  /** Pages rely on the arrays. */
  @Test
  void aResponseWithoutTheFormOfADiagnosisIsAnError() throws Exception {
    String rest = ",\"missing\":{},\"freeze_frames\":[],\"monitors\":[]}";
    for (String result :
        List.of(
            "7",
            "[]",
            "null",
            "{}",
            "{\"codes\":[],\"freeze_frames\":[],\"monitors\":[]}",
            "{\"codes\":5" + rest,
            "{\"codes\":[5]" + rest,
            "{\"codes\":[{\"kinds\":5}]" + rest)) {
      HttpResponse<String> invalid = answered(PATH, "{\"ok\":true,\"result\":" + result + "}");
      assertEquals(503, invalid.statusCode(), result);
      assertEquals("car_error", new JSONObject(invalid.body()).getString("code"));
    }
  }
}
