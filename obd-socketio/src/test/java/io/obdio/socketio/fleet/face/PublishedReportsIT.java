package io.obdio.socketio.fleet.face;

import static io.obdio.socketio.fleet.face.FaceServer.arguments;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.obdio.socketio.testing.TestClient;
import java.util.List;
import org.json.JSONObject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The trouble codes and the freeze frame that a vehicle has published, as clients receive them. */
@Timeout(120)
class PublishedReportsIT {

  private FaceServer server;

  @BeforeEach
  void start() throws Exception {
    server = FaceServer.withoutKeys();
    server.fleet.add("car-3", false);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  /**
   * What an absent vehicle has published reaches a client that comes later, until it is removed.
   */
  @Test
  void codesAndFreezeFrameOfAnAbsentVehicle() throws Exception {
    server.broker.retain("obdio/car-3/dtc", "{\"t\":7,\"codes\":[{\"code\":\"P0101\"}]}");
    server.broker.retain("obdio/car-3/freeze_frame", "{\"code\":\"P0101\",\"v\":{\"RPM\":2700}}");
    try (TestClient first = server.connect("");
        TestClient second = server.connect("")) {
      first.ask("subscribe", arguments("vehicle", "car-3"));
      JSONObject answer = (JSONObject) second.ask("subscribe", arguments("vehicle", "car-3"));
      assertEquals("offline", answer.getString("status"));
      assertEquals(7, answer.getJSONObject("dtc").getInt("t"));
      assertEquals("P0101", answer.getJSONObject("freeze_frame").getString("code"));
      for (String invalid : List.of("[]", "{", "7", "null", "\"" + "x".repeat(70_000) + "\"")) {
        server.broker.deliver("obdio/car-3/freeze_frame", invalid);
      }
      server.broker.deliver("obdio/car-3/freeze_frame", "");
      JSONObject removed = (JSONObject) second.next("freeze_frame")[0];
      assertEquals("car-3", removed.getString("vehicle"));
      assertTrue(removed.isNull("freeze_frame"), removed.toString());
      JSONObject later = (JSONObject) second.ask("subscribe", arguments("vehicle", "car-3"));
      assertFalse(later.has("freeze_frame"), later.toString());
      assertTrue(later.has("dtc"), later.toString());
    }
  }
}
