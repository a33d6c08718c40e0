package io.obdio.sim.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every mistake in a file is reported with its line, its field and what was expected. */
class BadScenarioTest {

  @TempDir Path directory;

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "cycl: city | 1 | cycl | there is no key 'cycl'; did you mean 'cycle'?",
        "cycle: town | 1 | cycle | there is no driving cycle 'town'; known are parked, idle, city, highway, mixed",
        "cycle: hihgway | 1 | cycle | did you mean 'highway'?",
        "vin: WP0ZZZ99ZTS39 | 1 | vin | a VIN has 17 characters",
        "vin: WP0ZZZ99ZTS39000O | 1 | vin | 'O' is not allowed in a VIN",
        "vin: [1] | 1 | vin | expected a single value",
        "seed: many | 1 | seed | expected a whole number, found 'many'",
        "ignition: yes | 1 | ignition | expected true or false, found 'yes'",
        "battery: {volts: 12} | 1 | battery.volts | there is no key 'volts'",
        "battery: {voltage: 48} | 1 | battery | a battery has 12 or 24 V, not 48",
        "battery: {charge: full} | 1 | battery.charge | expected a number, found 'full'",
        "latency: 5 minutes | 1 | latency | a time such as 500ms, 1.5s or 2min",
        "ecus: [motor] | 1 | ecus[0] | there is no ECU 'motor'",
        "ecus: [] | 1 | ecus | a vehicle needs at least one ECU",
        "ecus: {engine: {stord: [P0301]}} | 1 | ecus.engine.stord | did you mean 'stored'?",
        "ecus: {engine: {stored: P0301}} | 1 | ecus.engine.stored | expected a list",
        "ecus: {engine: {stored: [P301]}} | 1 | ecus.engine.stored[0] | 'P301' is not a trouble code",
        "ecus: {engine: {stored: [{freeze-frame: {}}]}} | 1 | ecus.engine.stored[0] | 'code' is missing",
        "ecus: {engine: {stored: [{code: P0301, freeze-frame: {rpm: 1e9}}]}} | 1 | ecus.engine.stored[0].freeze-frame.rpm | out of range (0.0 to 16383.75 1/min)",
        "ecus: {engine: {incomplete: [secondary-air]}} | 1 | ecus.engine.incomplete[0] | there is no monitor",
        "ecus: {engine: {pids: {XY: 00}}} | 1 | ecus.engine.pids.XY | expected 1 to 2 hex digits",
        "ecus: {engine: {pids: {20: 00}}} | 1 | ecus.engine.pids.20 | bit maps are computed and cannot be set",
        "ecus: {engine: {pids: {0C: 0D4}}} | 1 | ecus.engine.pids.0C | bytes in hex",
        "ecus: {engine: {calibrations: [{id: A}]}} | 1 | ecus.engine.calibrations[0] | 'cvn' is missing",
        "ecus: {engine: {calibrations: [{id: ABCDEFGHIJKLMNOPQ, cvn: 1}]}} | 1 | ecus.engine.calibrations[0] | 1 to 16 ASCII characters",
        "ecus: {engine: {tests: [{mid: 21, tid: 84, result: 99999}]}} | 1 | ecus.engine.tests[0].result | out of range (0 to 65535)",
        "ecus: {engine: {tests: [{mid: 22, tid: 84, result: 1}]}} | 1 | ecus | unknown test 84 of monitor 22",
        "signals: {rpm: fast} | 1 | signals.rpm | unknown name 'fast'",
        "signals: {rpm: 20000} | 1 | signals.rpm | 20000.0 is out of range (0.0 to 16383.75 1/min)",
        "signals: {rpm: {}} | 1 | signals.rpm | expected one of points, expression or csv",
        "signals: {rpm: {points: []}} | 1 | signals.rpm.points | a curve needs at least one point",
        "signals: {rpm: {points: [[0]]}} | 1 | signals.rpm.points[0] | expected [seconds, value]",
        "signals: {rpm: {points: [[5, 1], [5, 2]]}} | 1 | signals.rpm.points | does not come after",
        "signals: {rpm: {points: [[0, x]]}} | 1 | signals.rpm.points[0][1] | expected a number, found 'x'",
        "signals: {rpm: {csv: none.csv}} | 1 | signals.rpm.csv | does not exist",
        "signals: {rpm: {csv: log.csv, column: rpms}} | 1 | signals.rpm.column | did you mean 'rpm'?",
        "signals: {rpm: {csv: log.csv, time: when}} | 1 | signals.rpm.time | there is no column 'when'",
        "log: {} | 1 | log | the log's file is missing",
        "log: {file: log.csv, time-unit: d} | 1 | log.time-unit | expected s, ms or min",
        "log: {file: other.csv} | 1 | log.file | no column of the log has the name of a signal",
        "faults: [delai] | 1 | faults[0] | there is no fault 'delai'; did you mean 'delay'?",
        "faults: [{ms: 5}] | 1 | faults[0] | 'fault' is missing",
        "faults: [{fault: delay, sec: 5}] | 1 | faults[0].sec | there is no key 'sec'",
        "faults: [{fault: delay, ms: long}] | 1 | faults[0].fault | not 'long'",
        "faults: [{fault: delay, begin: soon}] | 1 | faults[0].begin | a time such as",
        "name: a\\nname: b | 2 | name | is given twice",
        "name: a\\n---\\nname: b | 3 | `` | a second document begins here",
        "name: [a | 1 | `` | invalid YAML",
        "- a | 1 | `` | expected keys with values",
        "`` | 1 | `` | the file is empty",
      })
  void isExplained(String text, int line, String field, String reason) throws Exception {
    Files.writeString(directory.resolve("log.csv"), "time,rpm\n0,800\n1,900\n");
    Files.writeString(directory.resolve("other.csv"), "time,n\n0,800\n");
    ScenarioException e =
        assertThrows(ScenarioException.class, () -> read("bad.yaml", text.replace("\\n", "\n")));
    assertTrue(e.getMessage().contains(reason), e.getMessage());
    assertEquals(field, e.field(), e.getMessage());
    if (!reason.startsWith("invalid")) {
      assertEquals(line, e.line(), e.getMessage());
    }
  }

  private Scenario read(String name, String text) throws ScenarioException {
    return ScenarioReader.read(name, text, directory);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "time,rpm\\n0,800\\n1,x | 3 | expected a number, found 'x'",
        "time,rpm\\n0,800\\n0,900 | 3 | the times in column 'time' must ascend",
        "time,rpm\\n,800 | 2 | expected a number",
      })
  void mistakesInALogAreThoseOfTheLog(String log, int line, String reason) throws Exception {
    Files.writeString(directory.resolve("log.csv"), log.replace("\\n", "\n"));
    ScenarioException e =
        assertThrows(ScenarioException.class, () -> read("s.yaml", "log: {file: log.csv}"));
    assertTrue(e.file().endsWith("log.csv"), e.getMessage());
    assertEquals(line, e.line(), e.getMessage());
    assertTrue(e.getMessage().contains(reason), e.getMessage());
  }

  @Test
  void aMissingFileAndABinaryOneAreReported() throws Exception {
    ScenarioException missing =
        assertThrows(
            ScenarioException.class, () -> Scenario.read(directory.resolve("nowhere.yaml")));
    assertTrue(missing.getMessage().endsWith("nowhere.yaml: no such file"), missing.getMessage());
    Path binary = directory.resolve("binary.yaml");
    Files.write(binary, new byte[] {(byte) 0xC3, 0x28});
    ScenarioException e = assertThrows(ScenarioException.class, () -> Scenario.read(binary));
    assertTrue(e.getMessage().endsWith("not UTF-8 text"), e.getMessage());
  }

  @Test
  void mutilatedFilesAreReadOrExplained() throws Exception {
    Path shipped = Path.of("docs/examples/misfire.yaml");
    byte[] good =
        Files.readAllBytes(
            Files.exists(shipped) ? shipped : Path.of("../docs/examples/misfire.yaml"));
    SplittableRandom random = new SplittableRandom(11);
    for (int i = 0; i < 500; i++) {
      byte[] bad = good.clone();
      for (int n = 1 + random.nextInt(4); n > 0; n--) {
        bad[random.nextInt(bad.length)] = (byte) (32 + random.nextInt(95));
      }
      String text = new String(bad, StandardCharsets.UTF_8);
      try {
        read("mutilated.yaml", text);
      } catch (ScenarioException e) {
        assertTrue(!e.reason().isEmpty());
      } catch (RuntimeException | StackOverflowError e) {
        fail("seed 11, round " + i + ":\n" + text, e);
      }
    }
  }
}
