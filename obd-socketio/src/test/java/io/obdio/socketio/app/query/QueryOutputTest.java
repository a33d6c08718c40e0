package io.obdio.socketio.app.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.obdio.core.command.Commands;
import io.obdio.core.command.ObdCommand;
import io.obdio.core.connection.ObdConnection;
import io.obdio.core.testing.ScriptedTransport;
import io.obdio.core.unit.UnitSystem;
import io.obdio.socketio.app.CommandRun;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The exact output of {@code obdio query} for a replayed vehicle, in every format. */
@Timeout(60)
class QueryOutputTest {

  private static final String VEHICLE =
      """
      # OBDio recording 1
      @adapter
      @protocol "6" "ISO 15765-4 (CAN 11/500)" can
      0.000 0100  7E8#41001838A001
      - 0120  7E8#412000000000
      - 0104  7E8#41042F
      - 0105  7E8#41055A
      - 010B  7E8#410B21
      - 010C  7E8#410C0D49
      - 010D  7E8#410D64
      - 0111  7E8#411180
      - 0113  7E8#411303
      - 0902  7E8#490201315A5A484A41473334434C373632363234
      - 03  7E8#43020304 1ABC
      - 0600  7E8#7F0611
      - 0900  7E8#490040000000
      - 04  7E8#44
      - 7E0#22F190  7E8#62F19031
      - 7E0#2211F0  7E8#7F2231
      - "ATRV"  "14.2V"
      """
          .replace("0304 1ABC", "03041ABC");

  @TempDir Path folder;

  private String transport = "";

  @BeforeEach
  void write() throws Exception {
    transport = "--transport=replay:" + Files.writeString(folder.resolve("vehicle.txt"), VEHICLE);
  }

  private CommandRun query(String... args) {
    List<String> all = new ArrayList<>(List.of("query", transport));
    all.addAll(List.of(args));
    return CommandRun.of(all.toArray(String[]::new));
  }

  /** Arguments, exit code, standard output and standard error output; lines end in a slash. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      emptyValue = "",
      value = {
        "RPM SPEED VIN | 0 | RPM 850.3 rpm/SPEED 100 km÷h/VIN 1ZZHJAG34CL762624/ |",
        "rpm speed --units imperial | 0 | RPM 850.3 rpm/SPEED 62.1 mph/ |",
        "COOLANT_TEMP --units imperial_us | 0 | COOLANT_TEMP 122 °F/ |",
        "INTAKE_PRESSURE --units kPa=bar | 0 | INTAKE_PRESSURE 0.33 bar/ |",
        "RPM MAF | 1 | RPM 850.3 rpm/ | MAF NOT_SUPPORTED: MAF is not supported by this vehicle/",
        "RPM MAF --force | 1 | RPM 850.3 rpm/ | MAF NO_DATA: was not recorded/",
        "GET_DTC | 0 | GET_DTC 2 trouble codes/  P0304 Misfire in cylinder 4/  P1ABC/ |",
        "ELM_VOLTAGE | 0 | ELM_VOLTAGE 14.2 V/ |",
        "010C | 0 | 010C RPM 850.3 rpm/  7E8: 410C0D49/ |",
        "22f190@7e0 | 0 | 22F190@7E0 1 response/  7E8: 62F19031/ |",
        "2211F0@7E0 | 1 | 2211F0@7E0 1 response/  7E8: 7F2231 (requestOutOfRange)/ | 2211F0@7E0"
            + " NEGATIVE_RESPONSE: 7E8: service 22: 31 requestOutOfRange/",
        "CLEAR_DTC | 2 | | obdio: CLEAR_DTC (Clear DTCs and Freeze data) changes the vehicle;"
            + " confirm it with --yes/",
        "04 | 2 | | obdio: 04 changes the vehicle; confirm it with --yes/",
        "CLEAR_DTC --yes | 0 | CLEAR_DTC OK/ |",
        "CLEAR_DTC --yes --watch | 2 | | obdio: CLEAR_DTC changes the vehicle and cannot be"
            + " repeated: omit --watch/",
        "RPM --json --csv | 2 | | obdio: select one of --table, --json and --csv/",
        "RPM --rate 99 | 2 | | obdio: --rate must be from 0.01 to 50/",
        "RPM --units furlongs | 2 | | obdio: --units: unknown system of units 'furlongs': expected"
            + " as_defined, metric, imperial_us, imperial_uk, or pairs of units such as km÷h=mph/",
        "RPX | 2 | | obdio: unknown command 'RPX'; did you mean 'RPM'?/",
        "RPM SPEED --watch --rate 50 --count 2 | 0 | RPM 850.3 rpm/SPEED 100 km÷h/RPM 850.3"
            + " rpm/SPEED 100 km÷h/ |",
        "RPM MAF SPEED --table | 1 | RPM    850.3 rpm   Engine RPM/SPEED    100 km÷h  Vehicle"
            + " Speed/ | MAF NOT_SUPPORTED: MAF is not supported by this vehicle/",
      })
  void linesAreStable(String args, int exit, String out, String err) {
    CommandRun run = query(args.split(" ", -1));
    String expected = out == null ? "" : out.replace("/", "\n").replace('÷', '/');
    String problem = err == null ? "" : err.replace("/", "\n").replace('÷', '/');
    assertEquals(problem, run.err().replaceAll("NO_DATA: .*", "NO_DATA: was not recorded"));
    assertEquals(expected, run.out());
    assertEquals(exit, run.exit());
  }

  @Test
  void csvHasAHeaderAndARowForEachPart() {
    CommandRun run = query("--csv", "RPM", "STATUS", "GET_DTC");
    List<String> lines = run.out().lines().map(line -> line.replaceAll("^20[^,]*Z", "T")).toList();
    assertEquals(
        List.of(
            "time,command,part,value,unit,reason",
            "T,RPM,,850.3,rpm,",
            "T,STATUS,,,,NOT_SUPPORTED: STATUS is not supported by this vehicle",
            "T,GET_DTC,,2 trouble codes,,",
            "T,GET_DTC,,P0304 Misfire in cylinder 4,,",
            "T,GET_DTC,,P1ABC,,"),
        lines);
    assertEquals(1, run.exit());
  }

  @Test
  void jsonIsAnArrayOfResponses() {
    CommandRun run = query("--json", "--units", "imperial", "SPEED", "MAF", "010C");
    JsonNode json = JsonMapper.builder().build().readTree(run.out());
    assertEquals(3, json.size());
    assertEquals(62.1, json.at("/0/value").asDouble());
    assertEquals("mile_per_hour", json.at("/0/unit").asString());
    assertEquals("SPEED", json.at("/0/command/name").asString());
    assertTrue(json.at("/1/value").isNull());
    assertEquals("not_supported", json.at("/1/reason").asString());
    assertEquals("410C0D49", json.at("/2/messages/0/data").asString());
    assertEquals("RPM 850.3 rpm", json.at("/2/decoded").asString());
    assertEquals(1, run.exit());
  }

  @Test
  void watchedJsonIsOneResponseALine() {
    CommandRun run = query("--json", "--watch", "--rate=50", "--count=3", "RPM");
    assertEquals(0, run.exit(), run.err());
    assertEquals(3, run.lines().size(), run.out());
    for (String line : run.lines()) {
      assertEquals(850.3, JsonMapper.builder().build().readTree(line).get("value").asDouble());
    }
  }

  @Test
  void aBareQueryOfAHealthyVehicleSucceedsWithOneSummaryLine() throws Exception {
    String vehicle =
        VEHICLE.replace("- 0113  7E8#411303\n", "").replace("- 0111  7E8#411180\n", "");
    Files.writeString(folder.resolve("vehicle.txt"), vehicle);
    CommandRun run = query();
    assertEquals(0, run.exit(), run.err());
    assertTrue(run.out().startsWith("ENGINE_LOAD 18.4 %\nCOOLANT_TEMP 50 °C\n"), run.out());
    assertFalse(run.out().contains("PIDS_A"), run.out());
    assertEquals(1, run.err().lines().count(), run.err());
    assertTrue(
        run.err().matches("obdio: \\d+ commands have no value now \\(.*no_data.*\\): .*\\n"),
        run.err());
  }

  @ParameterizedTest
  @CsvSource({"'0100  NO_DATA \"NO DATA\"', 69", "'0100  BUS_ERROR \"CAN ERROR\"', 69"})
  void withoutAVehicleTheExitCodeIs69(String answer, int exit) throws Exception {
    Files.writeString(folder.resolve("vehicle.txt"), "# OBDio recording 1\n0.000 " + answer + "\n");
    for (String[] args : new String[][] {{}, {"RPM"}, {"RPM", "SPEED", "--json"}}) {
      CommandRun run = query(args);
      assertEquals(exit, run.exit(), run.out() + run.err());
      assertTrue(run.err().contains("is the ignition on?"), run.err());
    }
  }

  @ParameterizedTest
  @CsvSource({"20", "32", "40", "80", "200"})
  void tablesFitTheTerminal(int width) throws Exception {
    Commands commands = Commands.standard();
    List<Queried> queried = new ArrayList<>();
    for (String name : List.of("RPM", "COOLANT_TEMP", "SPEED", "THROTTLE_POS")) {
      ObdCommand<?> command = commands.get(name);
      queried.add(Queried.of(command));
    }
    StringWriter out = new StringWriter();
    List<Result> results;
    try (ObdConnection connection = ObdConnection.builder(ScriptedTransport.vehicle()).build()) {
      connection.open();
      results =
          new QueryRun(
                  connection,
                  new PlainWriter(new PrintWriter(out)),
                  new PrintWriter(out),
                  UnitSystem.AS_DEFINED,
                  false,
                  false)
              .results(queried);
    }
    List<String> lines = TableWriter.lines(results, width);
    assertEquals(4, lines.size());
    int longest = lines.stream().mapToInt(String::length).max().orElse(0);
    assertTrue(longest <= Math.max(width, 24), lines.toString());
    assertTrue(lines.get(0).startsWith("RPM           850.0 rpm"), lines.toString());
    assertTrue(lines.get(1).startsWith("COOLANT_TEMP     50 °C"), lines.toString());
    assertEquals(width >= 40, lines.get(0).endsWith("Engine RPM"), lines.toString());
  }
}
