package io.obdio.socketio.app.dtc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.obdio.socketio.app.CommandRun;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code obdio dtc} of a simulated vehicle with codes, and of replayed ones that refuse. */
@Timeout(60)
class DtcCommandTest {

  private static final String MISFIRE =
      "sim:?scenario=" + Path.of("..", "docs", "examples", "misfire.yaml");

  @TempDir Path folder;

  /** Replays a vehicle that answers what the lines contain. */
  private String replay(String... lines) throws Exception {
    Path file = folder.resolve("vehicle.txt");
    Files.writeString(
        file,
        "# OBDio recording 1\n@protocol \"6\" \"ISO 15765-4 (CAN 11/500)\" can\n"
            + "0.000 0100  7E8#410080000001\n"
            + String.join("\n", lines)
            + "\n");
    return "replay:" + file;
  }

  @Test
  void codesFramesAndReadinessArePrinted() {
    CommandRun run = CommandRun.of("dtc", "--transport", MISFIRE);
    assertEquals(0, run.exit(), run.err());
    List<String> lines = run.lines();
    assertEquals(
        List.of(
            "Malfunction indicator lamp: on",
            "P0301     stored, permanent  7E8  Misfire in cylinder 1",
            "P0420     stored             7E8  Catalyst efficiency below threshold, bank 1",
            "C0035-11  stored             7EA  Right front wheel speed sensor: supply fault"
                + " (circuit short to ground)",
            "P0171     pending            7E8  Mixture too lean, bank 1",
            ""),
        lines.subList(0, 6));
    assertTrue(lines.contains("Freeze frame 0 of 7E8: P0301 Misfire in cylinder 1"), run.out());
    assertTrue(lines.contains("  RPM: 2450.0 rpm"), run.out());
    assertTrue(lines.contains("  COOLANT_TEMP: 88 °C"), run.out());
    assertTrue(
        lines.contains("Ready for an inspection (United States, model years 1996 to 2000): no"),
        run.out());
    assertTrue(
        lines.contains("  2 monitors are incomplete, none may be: catalyst, evaporative system"),
        run.out());
    assertTrue(lines.contains("Incomplete monitors: catalyst, evaporative system"), run.out());
  }

  @Test
  void aHealthyVehicleIsReady() {
    CommandRun run = CommandRun.of("dtc", "--transport", "sim:", "--units", "imperial");
    assertEquals(0, run.exit(), run.err());
    assertEquals(
        List.of(
            "Malfunction indicator lamp: off",
            "No trouble codes",
            "",
            "Ready for an inspection (United States, model year 2001 and later): yes",
            "Ready for an inspection (every monitor complete): yes"),
        run.lines().subList(0, 5));
    assertTrue(run.out().contains("Distance traveled since codes cleared: 1143.3 mi"), run.out());
  }

  @Test
  void jsonHasTheSameContent() {
    CommandRun run = CommandRun.of("dtc", "--json", "--transport", MISFIRE);
    assertEquals(0, run.exit(), run.err());
    JsonNode json = JsonMapper.builder().build().readTree(run.out());
    assertTrue(json.get("mil").asBoolean());
    assertEquals("P0301", json.at("/codes/0/code").asString());
    assertEquals("7E8", json.at("/codes/0/ecu").asString());
    assertEquals("[\"stored\",\"permanent\",\"uds\"]", json.at("/codes/0/kinds").toString());
    assertEquals("P0301", json.at("/freeze_frames/0/code").asString());
    assertEquals(2450, json.at("/freeze_frames/0/values/RPM/value").asDouble());
    assertEquals("us_1996", json.at("/readiness/verdicts/0/rule").asString());
    assertFalse(json.at("/readiness/verdicts/0/passes").asBoolean());
    assertEquals(1840, json.at("/since/DISTANCE_SINCE_DTC_CLEAR/value").asDouble());
  }

  @Test
  void clearingNeedsAConfirmation() {
    CommandRun run = CommandRun.of("dtc", "clear", "--transport", MISFIRE);
    assertEquals(2, run.exit());
    assertEquals("", run.out());
    assertEquals(
        "obdio: Clearing the trouble codes deletes data of the vehicle; confirm it with --yes\n",
        run.err());
  }

  @Test
  void confirmedClearingReportsWhatRemains() {
    CommandRun run = CommandRun.of("dtc", "clear", "--yes", "--transport", MISFIRE);
    assertEquals(0, run.exit(), run.err());
    assertEquals("The trouble codes are cleared.", run.lines().get(0));
    assertTrue(
        run.lines().contains("Still present: P0301 (permanent, 7E8) Misfire in cylinder 1"),
        run.out());
    assertFalse(run.out().contains("P0420"), run.out());
  }

  @Test
  void aRefusalNamesTheCodeAndTheRemedy() throws Exception {
    String vehicle =
        replay(
            "- 0101  7E8#410181076504", "- 03  7E8#43010304", "- 07  7E8#4700", "- 04  7E8#7F0422");
    CommandRun run = CommandRun.of("dtc", "clear", "--yes", "--transport", vehicle);
    assertEquals(1, run.exit());
    assertEquals(
        "obdio: the vehicle did not clear the codes: NEGATIVE_RESPONSE: 7E8: service 04: 22"
            + " conditionsNotCorrect; most vehicles require ignition on and engine off\n",
        run.err());
  }

  @Test
  void servicesWithoutAnAnswerAreReported() throws Exception {
    CommandRun run =
        CommandRun.of(
            "dtc", "--transport", replay("- 0101  7E8#410181076504", "- 03  7E8#43010304"));
    assertEquals(0, run.exit(), run.err());
    assertTrue(run.out().contains("The permanent codes are not available: NO_DATA"), run.out());
    CommandRun without = CommandRun.of("dtc", "--transport", replay("- 07  7E8#4700"));
    assertEquals(1, without.exit(), without.out());
    assertTrue(without.out().contains("The stored codes are not available"), without.out());
  }

  @Test
  void wrongActionsAndSilentVehiclesHaveTheirExitCodes() throws Exception {
    CommandRun wrong = CommandRun.of("dtc", "erase");
    assertEquals(2, wrong.exit());
    assertEquals("obdio: unknown action 'erase'; the only one is 'clear'\n", wrong.err());
    Path silent = folder.resolve("silent.txt");
    Files.writeString(silent, "# OBDio recording 1\n0.000 0100  NO_DATA \"NO DATA\"\n");
    CommandRun none = CommandRun.of("dtc", "--transport", "replay:" + silent);
    assertEquals(69, none.exit(), none.out() + none.err());
  }
}
