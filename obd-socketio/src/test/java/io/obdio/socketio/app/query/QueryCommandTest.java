package io.obdio.socketio.app.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What {@code query} prints for a vehicle with trouble codes, and for definitions with years. */
@Timeout(60)
class QueryCommandTest {

  private static final String SCENARIO =
      """
      vin: KNDJX3AE6E7123456
      ecus:
        engine:
          stored: [P0304]
          pending: [P0171]
      """;

  @TempDir Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... args) throws IOException {
    Path scenario = Files.writeString(folder.resolve("car.yaml"), SCENARIO);
    CommandLine command = new CommandLine(new QueryCommand());
    command.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    String[] all = new String[args.length + 2];
    all[0] = "--transport";
    all[1] = "sim:?scenario=" + scenario;
    System.arraycopy(args, 0, all, 2, args.length);
    return command.execute(all);
  }

  @Test
  void statusHasItsReadinessTests() throws IOException {
    assertEquals(0, run("STATUS"), err.toString());
    String[] lines = out.toString().split("\n", -1);
    assertTrue(lines[0].matches("STATUS MIL on, 1 trouble code, spark ignition"), lines[0]);
    assertTrue(lines[1].matches("  MISFIRE_MONITORING: (in)?complete"), lines[1]);
    assertTrue(out.toString().contains("  EGR_VVT_SYSTEM_MONITORING: "), out.toString());
  }

  @Test
  void codesAreStoredPendingAndWithTheirStatus() throws IOException {
    assertEquals(0, run("GET_DTC", "GET_CURRENT_DTC", "UDS_DTC_BY_STATUS_08"), err.toString());
    assertTrue(
        out.toString().contains("GET_DTC 1 trouble code\n  P0304 Misfire in cylinder 4\n"),
        out.toString());
    assertTrue(
        out.toString()
            .contains("GET_CURRENT_DTC 1 trouble code\n  P0171 Mixture too lean, bank 1\n"),
        out.toString());
    assertTrue(
        out.toString()
            .matches(
                "(?s).*UDS_DTC_BY_STATUS_08 1 trouble code\n  P0304-\\S\\S Misfire in cylinder 4[^\n]*,"
                    + " status \\S\\S: [^\n]*confirmedDTC.*"),
        out.toString());
  }

  @Test
  void definitionsAreThoseOfTheYearOfTheVin() throws IOException {
    Path set =
        Files.writeString(
            folder.resolve("set.json"),
            """
            {"commands": [
             {"hdr": "7E0", "cmd": {"01": "0D"}, "filter": {"to": 2010}, "signals": [
               {"id": "BY_YEAR", "fmt": {"len": 8, "add": 1000, "unit": "scalar"}}]},
             {"hdr": "7E0", "cmd": {"01": "0D"}, "filter": {"from": 2011}, "signals": [
               {"id": "BY_YEAR", "fmt": {"len": 8, "add": 2000, "unit": "scalar"}}]}
            ]}
            """);
    assertEquals(0, run("--definitions", set.toString(), "BY_YEAR"), err.toString());
    assertTrue(out.toString().matches("BY_YEAR 2\\d{3}\\s*"), out.toString());
    out.getBuffer().setLength(0);
    assertEquals(
        0, run("--definitions", set.toString(), "--model-year", "2009", "BY_YEAR"), err.toString());
    assertTrue(out.toString().matches("BY_YEAR 1\\d{3}\\s*"), out.toString());
  }
}
