package io.obdio.socketio.app.scan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.obdio.socketio.app.CommandRun;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@Timeout(60)
class ScanCommandTest {

  @Test
  void everyEcuHasItsNameItsCalibrationsAndItsCommands() {
    CommandRun run = CommandRun.of("scan", "--transport", "sim:");
    assertEquals(0, run.exit(), run.err());
    List<String> lines = run.lines();
    assertEquals("Port: sim:", lines.get(0));
    assertEquals("Protocol: ISO 15765-4 (CAN 11/500) (6)", lines.get(1));
    assertTrue(lines.get(2).matches("VIN: [A-HJ-NPR-Z0-9]{17}"), lines.get(2));
    assertTrue(lines.get(4).matches("ECU 7E8 ECM-EngineControl: \\d+ commands, UDS"), lines.get(4));
    assertTrue(lines.contains("  Calibration: OBDIO-ENG-0420 1A2B3C4D"), run.out());
    assertTrue(
        lines.stream().anyMatch(line -> line.startsWith("ECU 7EA ABS-BrakeSystem: ")), run.out());
    assertTrue(lines.contains("    CALIBRATION_ID CVN ECU_NAME"), run.out());
    assertTrue(lines.stream().allMatch(line -> line.length() <= 80), run.out());
  }

  @ParameterizedTest
  @CsvSource({"1, 3", "3, 3", "5, 3", "7, 3", "6, 1"})
  void worksOnOtherBusesAndWithOtherEcus(String protocol, int ecus) {
    String transport = "sim:?protocol=" + protocol + (ecus == 1 ? "&ecus=engine" : "");
    CommandRun run = CommandRun.of("scan", "--json", "--transport", transport);
    assertEquals(0, run.exit(), run.err());
    JsonNode json = JsonMapper.builder().build().readTree(run.out());
    assertEquals(ecus, json.get("ecus").size(), run.out());
    assertEquals(protocol, json.get("protocol_id").asString());
    JsonNode services = json.at("/ecus/0/services/01");
    assertTrue(services.toString().contains("\"RPM\""), services.toString());
  }

  @Test
  void aRequestWithoutACommandIsShownInHexadecimalDigits() {
    String scenario = "../docs/examples/misfire.yaml"; // It has PID 6F as constant bytes.
    CommandRun run = CommandRun.of("scan", "--json", "--transport", "sim:?scenario=" + scenario);
    assertEquals(0, run.exit(), run.err());
    assertTrue(run.out().contains("TURBO_INLET_PRESSURE"), run.out());
  }
}
