package io.obdio.socketio.app.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.obdio.sim.elm327.ElmIdentity;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The sample of docs/doctor.md: what it prints about the adapter is what the program prints. */
class DoctorSampleTest {

  private static final Path PAGE = Path.of("..", "docs", "doctor.md");
  private static final String HEADING = "Adapter and vehicle\n";

  @Test
  void isTheOutputForTheEmulatedClone() throws Exception {
    String page = Files.readString(PAGE, StandardCharsets.UTF_8);
    String sample = page.substring(page.indexOf(HEADING), page.indexOf("\nCAN\n") + 1);
    AdapterFacts facts = AdapterVerdictsTest.facts(ElmIdentity.CLONE_1_5, "none");
    StringWriter printed = new StringWriter();
    DoctorText text = new DoctorText(new PrintWriter(printed));
    for (Check<AdapterFacts> check : AdapterVerdictsTest.CHECKS) {
      Judgement result = check.judge().apply(facts);
      text.print(
          new Finding(
              HEADING.strip(), check.id(), result.verdict(), result.text(), result.remedy()));
    }
    assertEquals(measured(printed.toString().replace("\r\n", "\n")), measured(sample));
  }

  /** Replaces what is measured: numbers before a unit of time or rate, and the port. */
  private static String measured(String output) {
    return output
        .replaceAll("/tmp/obd|/dev/ttyUSB0", "PORT")
        .replaceAll("[0-9.]+(?= ms| values a second| times|\\n| \\()", "N")
        .replaceAll("instead of [0-9.]+", "instead of N");
  }
}
