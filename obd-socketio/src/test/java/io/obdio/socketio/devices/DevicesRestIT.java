package io.obdio.socketio.devices;

import static io.obdio.socketio.devices.DevicesServer.array;
import static io.obdio.socketio.devices.DevicesServer.object;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.obdio.socketio.testing.Await;
import io.obdio.socketio.testing.LeakGuard;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** The REST interface on the simulated vehicle. */
@ExtendWith(LeakGuard.class)
@Timeout(120)
class DevicesRestIT {

  private DevicesServer server;

  @BeforeEach
  void start() throws Exception {
    server = new DevicesServer(DevicesOptions.defaults()).connect();
    Await.until(
        "the simulator's inputs",
        () -> "SIM_SPEED".equals(server.at("/rest/ao/SIM_SPEED").get("circuit")));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void restReadsWhatNoClientWatches() throws Exception {
    Map<String, Object> rpm = object(server.get("/rest/ai/RPM").body());
    assertTrue(((Number) rpm.get("value")).doubleValue() > 0, rpm.toString());
    assertEquals(
        Set.of("value"), object(server.get("/json/temp/coolant_temp/value").body()).keySet());
    assertEquals("v1.2.3", server.get("/version").body());
    assertEquals(200, server.get("/rest/ai/RPM/").statusCode());
    List<Map<String, Object>> all = array(server.get("/rest/all").body());
    assertEquals("di", all.get(0).get("dev"));
    List<Map<String, Object>> speeds = array(server.get("/rest/ai/all/value").body());
    assertEquals(Set.of("circuit", "value"), speeds.get(0).keySet());
    Map<String, Object> vin = object(server.get("/rest/data_point/VIN").body());
    assertEquals(17, String.valueOf(vin.get("value")).length());
    Await.until(
        "the VIN names the vehicle", () -> deviceInfo().equals(String.valueOf(vin.get("value"))));
  }

  private String deviceInfo() {
    try {
      return String.valueOf(
          array(server.get("/rest/device_info/all").body()).get(0).get("circuit"));
    } catch (Exception e) {
      return e.toString();
    }
  }

  @Test
  void restSetsByFormAndJsonOnBothPathsAndAnswersTheNewValue() throws Exception {
    for (String path : List.of("/rest", "/json")) {
      Map<String, Object> form =
          object(
              server
                  .post(path + "/ao/SIM_SPEED", "application/x-www-form-urlencoded", "value=88")
                  .body());
      assertEquals(true, form.get("success"));
      assertEquals(88, ((Number) ((Map<?, ?>) form.get("result")).get("value")).intValue());
      Map<String, Object> json =
          object(server.post(path + "/ao/SIM_SPEED", "text/plain", "{\"value\":44}").body());
      assertEquals(44, ((Number) ((Map<?, ?>) json.get("result")).get("value")).intValue());
    }
  }

  @Test
  void restErrorsHaveTheStatusAndTheObjectOfTheOriginal() throws Exception {
    Map<String, Integer> gets =
        Map.of(
            "/rest/ai/NOPE", 404,
            "/rest/nope/RPM", 404,
            "/rest/ai/RPM/_x", 404,
            "/rest/ai/RPM/nosuch", 404,
            "/rest/ai/RPM?max_age=x", 400,
            "/rest/ai/RPM?max_age=-1", 400);
    for (Map.Entry<String, Integer> each : gets.entrySet()) {
      var response = server.get(each.getKey());
      assertEquals(each.getValue(), response.statusCode(), each.getKey());
      Map<String, Object> body = object(response.body());
      assertEquals(false, body.get("success"));
      assertTrue(((Map<?, ?>) body.get("errors")).containsKey("__all__"));
    }
    for (String body :
        List.of("", "{\"value\":", "{\"nope\":1}", "bogus=1", "[]", "{\"value\":\"x\"}")) {
      var response =
          server.post("/rest/do/SIM_IGNITION", "application/x-www-form-urlencoded", body);
      assertEquals(400, response.statusCode(), body);
      assertEquals(false, object(response.body()).get("success"));
    }
    assertEquals(405, server.post("/rest/all", "application/json", "{}").statusCode());
    assertEquals(404, server.get("/rest").statusCode());
  }

  @Test
  void aMaximumAgeAsksTheVehicle() throws Exception {
    double first =
        ((Number) object(server.get("/rest/ai/RUN_TIME").body()).get("time")).doubleValue();
    double second =
        ((Number) object(server.get("/rest/ai/RUN_TIME?max_age=0").body()).get("time"))
            .doubleValue();
    assertTrue(second > first);
    Await.value(server.vehicle.disconnect());
    assertEquals(409, server.get("/rest/ai/RUN_TIME?max_age=0").statusCode());
    Await.until("marked as lost", () -> server.at("/rest/ai/RUN_TIME").get("lost").equals(true));
    Map<String, Object> lost = object(server.get("/rest/ai/RUN_TIME").body());
    assertEquals(true, lost.get("lost"));
    assertNotNull(lost.get("value"), "the last value remains");
  }

  @Test
  void bulkSetsSeveralAndReportsEachFailure() throws Exception {
    String body =
        "{\"individual_assignments\":[{\"device_type\":\"ao\",\"device_circuit\":\"SIM_SPEED\","
            + "\"assigned_values\":{\"value\":50}},{\"device_type\":\"ao\",\"device_circuit\":"
            + "\"SIM_SPEED\",\"assigned_values\":{\"value\":\"x\"}}],"
            + "\"group_queries\":[{\"device_types\":[\"ro\"]}]}";
    Map<String, Object> answer = object(server.post("/bulk", "application/json", body).body());
    List<?> assigned = (List<?>) answer.get("individual_assignments");
    assertNotNull(assigned, answer::toString);
    assertEquals(50, ((Number) ((Map<?, ?>) assigned.get(0)).get("value")).intValue());
    assertEquals(false, ((Map<?, ?>) assigned.get(1)).get("success"));
    assertEquals(2, ((List<?>) answer.get("group_queries")).size());
    assertEquals("{}", server.post("/bulk", "application/json", "{}").body());
    assertEquals(400, server.post("/bulk", "application/json", "x").statusCode());
    String unknown =
        body.replace(
            "\"SIM_SPEED\",\"assigned_values\":{\"value\":\"x\"}",
            "\"NOPE\",\"assigned_values\":{}");
    assertEquals(404, server.post("/bulk", "application/json", unknown).statusCode());
  }

  @Test
  void anAliasIsAcceptedWhereverACircuitIs() throws Exception {
    assertEquals(
        200,
        server.post("/rest/ai/RPM", "application/json", "{\"alias\":\"al_tacho\"}").statusCode());
    assertEquals("tacho", object(server.get("/rest/ai/tacho").body()).get("alias"));
    assertEquals("RPM", object(server.get("/rest/ai/al_tacho").body()).get("circuit"));
    assertEquals(
        400,
        server.post("/rest/ai/SPEED", "application/json", "{\"alias\":\"tacho\"}").statusCode());
  }
}
