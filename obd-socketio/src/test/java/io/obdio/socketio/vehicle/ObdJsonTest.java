package io.obdio.socketio.vehicle;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.obdio.core.command.Commands;
import io.obdio.core.command.ObdCommand;
import io.obdio.core.command.Service01;
import io.obdio.core.command.Service03;
import io.obdio.core.command.Uds;
import io.obdio.core.decode.Decoded;
import io.obdio.core.message.Payload;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** The JSON of values that are more than a number. */
class ObdJsonTest {

  private static String json(ObdCommand<?> command, String data) {
    Decoded<?> decoded = command.decoder().decode(Payload.ofHex(data));
    Object value = ((Decoded.Value<?>) decoded).value();
    return JsonMapper.builder().build().writeValueAsString(ObdJson.value(value));
  }

  /**
   * The first three members are those of obd-socketio; the tests follow in the standard's order.
   */
  @Test
  void statusHasItsReadinessTests() {
    assertEquals(
        "{\"MIL\":true,\"DTC_COUNT\":3,\"ignition_type\":\"spark\",\"tests\":["
            + test(true, false, "MISFIRE_MONITORING")
            + ","
            + test(true, true, "FUEL_SYSTEM_MONITORING")
            + ","
            + test(false, true, "COMPONENT_MONITORING")
            + ","
            + test(true, false, "CATALYST_MONITORING")
            + ","
            + test(false, true, "HEATED_CATALYST_MONITORING")
            + ","
            + test(false, true, "EVAPORATIVE_SYSTEM_MONITORING")
            + ","
            + test(false, true, "SECONDARY_AIR_SYSTEM_MONITORING")
            + ","
            + test(false, true, "OXYGEN_SENSOR_MONITORING")
            + ","
            + test(false, true, "OXYGEN_SENSOR_HEATER_MONITORING")
            + ","
            + test(true, true, "EGR_VVT_SYSTEM_MONITORING")
            + "]}",
        json(Service01.STATUS, "83138101"));
  }

  private static String test(boolean available, boolean complete, String name) {
    return "{\"available\":"
        + available
        + ",\"complete\":"
        + complete
        + ",\"name\":\""
        + name
        + "\"}";
  }

  @Test
  void testsOfMonitorsStateWhetherTheyPassed() {
    ObdCommand<?> monitor = Commands.standard().get("MONITOR_O2_B1S1");
    String text = json(monitor, "01 0A 0BB0 0BB0 0BB0 01 02 0A 0000 0001 0BB0");
    assertEquals(2, text.split("\"passed\":", -1).length - 1, text);
    assertEquals(1, text.split("\"passed\":true", -1).length - 1, text);
    assertEquals(1, text.split("\"passed\":false", -1).length - 1, text);
  }

  @Test
  void codesOfUdsHaveTheirStatusBitsNamed() {
    assertEquals(
        "[{\"code\":\"P0304\",\"desc\":\"Misfire in cylinder 4\",\"failure_type\":\"00\","
            + "\"failure_desc\":\"no further information\",\"status\":\"2C\",\"status_bits\":[\"pendingDTC\",\"confirmedDTC\","
            + "\"testFailedSinceLastClear\"]}]",
        json(Uds.codesByStatus(0xFF), "FF 0304 00 2C"));
    assertEquals("[]", json(Uds.supportedCodes(), "FF"));
  }

  @Test
  void codesOfService03AreAsInObdSocketio() {
    assertEquals("[[\"P0304\",\"Misfire in cylinder 4\"]]", json(Service03.GET_DTC, "01 0304"));
  }
}
