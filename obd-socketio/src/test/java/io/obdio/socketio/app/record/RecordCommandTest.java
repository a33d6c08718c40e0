package io.obdio.socketio.app.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.obdio.socketio.app.CommandRun;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class RecordCommandTest {

  @TempDir Path folder;

  @Test
  void aRecordingCanBeReplayed() throws Exception {
    Path file = folder.resolve("drive.txt");
    CommandRun run =
        CommandRun.of("record", file.toString(), "--for", "1s", "--rate", "10", "RPM", "SPEED");
    assertEquals(0, run.exit(), run.err());
    assertTrue(run.err().matches("(?s).*Recorded \\d{2} values\\n"), run.err());
    long requests =
        Files.readAllLines(file).stream().filter(line -> line.contains(" 010C ")).count();
    assertTrue(requests >= 4 && requests <= 12, requests + " requests for RPM");
    CommandRun replayed = CommandRun.of("query", "--transport", "replay:" + file, "RPM", "SPEED");
    assertEquals(0, replayed.exit(), replayed.err());
    assertTrue(replayed.out().matches("RPM [\\d.]+ rpm\\nSPEED \\d+ km/h\\n"), replayed.out());
  }

  @Test
  void withoutNamesAllValuesAreRecorded() throws Exception {
    Path file = folder.resolve("all.txt");
    CommandRun run = CommandRun.of("record", file.toString(), "--for", "0s");
    assertEquals(0, run.exit(), run.err());
    CommandRun replayed =
        CommandRun.of("query", "--transport", "replay:" + file, "VIN", "COOLANT_TEMP", "GET_DTC");
    assertEquals(0, replayed.exit(), replayed.err());
    assertTrue(replayed.out().contains("GET_DTC none"), replayed.out());
  }

  @Test
  void aFileThatExistsIsNotOverwritten() throws Exception {
    Path file = folder.resolve("drive.txt");
    CommandRun first = CommandRun.of("record", file.toString(), "--for", "0s", "RPM");
    assertEquals(0, first.exit(), first.err());
    byte[] before = Files.readAllBytes(file);
    CommandRun second = CommandRun.of("record", file.toString(), "--for", "0s", "RPM");
    assertEquals(0, second.exit(), second.err());
    assertEquals(before.length, Files.size(file));
    assertTrue(Files.exists(folder.resolve("drive-2.txt")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "record | Missing required parameter: 'FILE'",
        "record x.txt --for soon RPM | 'soon' is not a duration: write a number and s, m or h",
        "record x.txt --rate 99 RPM | --rate must be from 0.01 to 50",
        "record x.txt CLEAR_DTC | CLEAR_DTC changes the vehicle and cannot be recorded repeatedly",
        "record x.txt RPX | did you mean 'RPM'",
      })
  void errorsExitWith2(String line, String message) {
    CommandRun run = CommandRun.of(line.split(" ", -1));
    assertEquals(2, run.exit(), run.err());
    assertTrue(run.err().contains(message), run.err());
    assertFalse(Files.exists(Path.of("x.txt")));
  }
}
