package io.obdio.socketio.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.obdio.socketio.testing.TestClient;
import java.util.Map;
import org.json.JSONObject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The units in which clients receive values. The barometric pressure does not change. */
@Timeout(60)
class UnitsIT {

  private static final String PRESSURE = "BAROMETRIC_PRESSURE";

  private InProcessServer server;
  private TestClient client;

  @BeforeEach
  void start() throws Exception {
    server = new InProcessServer();
    client = TestClient.connect(server.port());
  }

  @AfterEach
  void stop() {
    client.close();
    server.close();
  }

  private static void check(JSONObject response, double value, String unit) throws Exception {
    assertEquals(unit, response.getString("unit"), response.toString());
    assertEquals(value, response.getDouble("value"), 1e-6, response.toString());
  }

  private double kilopascals() throws Exception {
    JSONObject response = (JSONObject) client.ask("query_now", PRESSURE);
    assertEquals("kilopascal", response.getString("unit"));
    return response.getDouble("value");
  }

  @Test
  void anOptionOfARequestAppliesToItsAnswer() throws Exception {
    double kpa = kilopascals();
    double psi = kpa / 6.894757293168361;
    JSONObject us = new JSONObject(Map.of("units", "imperial_us"));
    check((JSONObject) client.ask("query_now", PRESSURE, us), psi, "pound_force_per_square_inch");
    JSONObject many = (JSONObject) client.ask("query_many", PRESSURE, us);
    check(many.getJSONObject(PRESSURE), psi, "pound_force_per_square_inch");
    JSONObject bar = new JSONObject(Map.of("units", Map.of("kilopascal", "bar")));
    check((JSONObject) client.ask("query_now", PRESSURE, bar), kpa / 100, "bar");
    check((JSONObject) client.ask("query_now", PRESSURE), kpa, "kilopascal");
  }

  @Test
  void aSubscriptionKeepsItsUnits() throws Exception {
    double kpa = kilopascals();
    client.ask("subscribe", PRESSURE, new JSONObject(Map.of("units", "kPa=bar")));
    check((JSONObject) client.next("response")[0], kpa / 100, "bar");
    try (TestClient other = TestClient.connect(server.port())) {
      other.ask("subscribe", PRESSURE);
      check((JSONObject) other.next("response")[0], kpa, "kilopascal");
    }
    check((JSONObject) client.next("response")[0], kpa / 100, "bar");
  }

  @Test
  void aClientMaySetItsUnitsOnce() throws Exception {
    double kpa = kilopascals();
    client.ask("set_units", "imperial_uk,kPa=bar");
    check((JSONObject) client.ask("query_now", PRESSURE), kpa / 100, "bar");
    client.ask("subscribe", PRESSURE);
    check((JSONObject) client.next("response")[0], kpa / 100, "bar");
    check((JSONObject) client.ask("query", PRESSURE), kpa / 100, "bar");
    client.ask("set_units", JSONObject.NULL);
    check((JSONObject) client.ask("query_now", PRESSURE), kpa, "kilopascal");
  }

  @Test
  void theTableHasTheConversionsOfEachSystem() throws Exception {
    JSONObject table = (JSONObject) client.ask("units");
    assertEquals(
        "[\"as_defined\",\"metric\",\"imperial_us\",\"imperial_uk\"]",
        table.getJSONArray("systems").toString());
    JSONObject speed = table.getJSONObject("units").getJSONObject("kilometer_per_hour");
    assertEquals("km/h", speed.getString("symbol"));
    assertEquals(0, speed.getInt("decimals"));
    JSONObject us = table.getJSONObject("conversions").getJSONObject("imperial_us");
    JSONObject heat = us.getJSONObject("degree_Celsius");
    assertEquals("degree_Fahrenheit", heat.getString("unit"));
    assertEquals("°F", heat.getString("symbol"));
    assertEquals(1.8, heat.getDouble("factor"), 1e-12);
    assertEquals(32, heat.getDouble("offset"), 1e-9);
    assertFalse(heat.getBoolean("reciprocal"));
    JSONObject fuel = us.getJSONObject("liter / 100 kilometer");
    assertEquals("mile / gallon", fuel.getString("unit"));
    assertTrue(fuel.getBoolean("reciprocal"));
    assertEquals(235.214583, fuel.getDouble("factor"), 1e-6);
    JSONObject custom = (JSONObject) client.ask("units", "kPa=bar");
    assertEquals(
        "bar",
        custom
            .getJSONObject("conversions")
            .getJSONObject("custom")
            .getJSONObject("kilopascal")
            .getString("unit"));
  }

  @Test
  void invalidUnitsAreErrors() throws Exception {
    for (Object bad : new Object[] {"furlongs", 7, Map.of("kilopascal", "volt")}) {
      Object units = bad instanceof Map<?, ?> map ? new JSONObject(map) : bad;
      JSONObject options = new JSONObject(Map.of("units", units));
      JSONObject error = (JSONObject) client.ask("query_now", PRESSURE, options);
      assertEquals("bad_argument", error.getString("code"), error.toString());
      error = (JSONObject) client.ask("subscribe", PRESSURE, options);
      assertEquals("bad_argument", error.getString("code"), error.toString());
      error = (JSONObject) client.ask("set_units", units);
      assertEquals("bad_argument", error.getString("code"), error.toString());
    }
  }
}
