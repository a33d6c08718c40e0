package io.obdio.socketio.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.obdio.socketio.app.Program.Result;
import io.obdio.socketio.testing.Requires;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The packaged program on a pseudo-terminal, which script(1) provides, and in a pipe. */
@Timeout(180)
class TerminalIT {

  private static final String OBDIO =
      Path.of(System.getProperty("java.home"), "bin", "java")
          + " -Xmx256m -jar "
          + Path.of("target", "obdio.jar").toAbsolutePath()
          + " ";

  @TempDir Path folder;

  @BeforeAll
  static void scriptAndStty() {
    Requires.that(
        Requires.runs("sh", "-c", "command -v script && command -v stty"), "script(1) and stty");
  }

  /** Runs the program on a terminal of a size; {@code input} is typed. */
  private Result onTerminal(int columns, int rows, String input, String environment, String args)
      throws Exception {
    String inner =
        "stty -echo cols " + columns + " rows " + rows + "; " + environment + OBDIO + args;
    String outer = "printf '" + input + "' | script -qec \"" + inner + "\" /dev/null";
    try (Program program = Program.startOther(folder, "sh", "-c", outer)) {
      Result result = program.awaitEnd();
      return new Result(result.exit(), result.out().replace("\r", ""), result.err());
    }
  }

  @Test
  void aTerminalGetsATable() throws Exception {
    Result result = onTerminal(100, 30, "", "", "query RPM SPEED VIN");
    assertTrue(
        result
            .out()
            .matches(
                "RPM +[\\d.]+ rpm +Engine RPM\\n"
                    + "SPEED +\\d+ km/h +Vehicle Speed\\n"
                    + "VIN +\\w{17}  Vehicle Identification Number\\n"),
        result.out());
  }

  @Test
  void aNarrowTerminalGetsNoDescriptions() throws Exception {
    Result result = onTerminal(30, 30, "", "", "query RPM STATUS");
    assertFalse(result.out().contains("Engine RPM"), result.out());
    assertTrue(result.out().lines().skip(2).allMatch(line -> line.length() <= 30), result.out());
  }

  @Test
  void aPipeGetsLines() throws Exception {
    try (Program program =
        Program.startOther(folder, "sh", "-c", OBDIO + "query RPM SPEED | cat")) {
      String out = program.awaitEnd().out();
      assertTrue(out.matches("RPM [\\d.]+ rpm\\nSPEED \\d+ km/h\\n"), out);
    }
  }

  @Test
  void watchedValuesAreReplacedInPlace() throws Exception {
    Result result = onTerminal(100, 30, "", "", "query RPM SPEED --watch --rate 20 --count 3");
    assertEquals(3, result.out().split("\033\\[2A\033\\[J", -1).length, result.out());
  }

  @Test
  void interruptEndsTheRepetitionWithZero() throws Exception {
    // A shell that starts the build in the background lets its processes ignore the signal.
    String command = "exec env --default-signal=INT " + OBDIO + "query RPM --watch --rate 5";
    try (Program program = Program.startOther(folder, "sh", "-c", command)) {
      var unused = program.await("(?s)RPM.*\\nRPM.*\\n");
      program.interrupt();
      Result result = program.awaitEnd();
      assertEquals(0, result.exit(), result.err());
      assertTrue(result.out().lines().count() >= 2, result.out());
    }
  }

  @Test
  void theEncodingIsThatOfTheLocale() throws Exception {
    Result ascii = onTerminal(100, 30, "", "LC_ALL=C ", "query COOLANT_TEMP");
    assertTrue(ascii.out().matches("COOLANT_TEMP +\\d+ C +Engine .*\\n"), ascii.out());
    Result utf8 = onTerminal(100, 30, "", "LC_ALL=C.UTF-8 ", "query COOLANT_TEMP");
    assertTrue(utf8.out().matches("COOLANT_TEMP +\\d+ °C +Engine .*\\n"), utf8.out());
  }

  @Test
  void changesAreConfirmedOnATerminal() throws Exception {
    Result no = onTerminal(100, 30, "n\\n", "", "dtc clear");
    assertTrue(no.out().contains("  - 0 freeze frames\n"), no.out());
    assertTrue(no.out().contains("Continue? [y/N]"), no.out());
    assertTrue(no.out().contains("Nothing was cleared."), no.out());
    assertEquals(1, no.exit(), no.out());
    Result yes = onTerminal(100, 30, "y\\n", "", "dtc clear");
    assertTrue(yes.out().contains("The trouble codes are cleared."), yes.out());
    assertEquals(0, yes.exit(), yes.out());
  }

  @Test
  void aSlowSearchIsReportedOnTheTerminalOnly() throws Exception {
    // An adapter that is silent: the driver tries it for some seconds.
    try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      String silent = "query RPM --transport elm327://127.0.0.1:" + server.getLocalPort();
      Result result = onTerminal(100, 30, "", "", silent);
      assertTrue(result.out().contains("Connecting to the vehicle over elm327://"), result.out());
      assertEquals(69, result.exit(), result.out());
    }
  }
}
