package io.obdio.socketio.telemetry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.obdio.socketio.testing.Requires;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The readers in docs/data-batches.md, written from that page alone, with real payloads. */
class PythonReadersTest {

  private static final Path DOCS = Path.of("..", "docs");

  @TempDir Path folder;

  private List<String> run(Path script, byte[] payload, String... args) throws Exception {
    List<String> command = new ArrayList<>(List.of("python3", script.toString()));
    command.addAll(List.of(args));
    Path input = Files.write(folder.resolve("payload"), payload);
    Path output = folder.resolve("output");
    Process process = null;
    try {
      process =
          new ProcessBuilder(command)
              .redirectInput(input.toFile())
              .redirectOutput(output.toFile())
              .redirectErrorStream(true)
              .start();
    } catch (IOException e) {
      Requires.that(false, "python3 is not installed");
      throw e;
    }
    assertTrue(process.waitFor(30, TimeUnit.SECONDS));
    List<String> lines = Files.readAllLines(output);
    assertEquals(0, process.exitValue(), lines.toString());
    return lines;
  }

  @Test
  void theReaderOfThePageReadsJson() throws Exception {
    String page = Files.readString(DOCS.resolve("data-batches.md"));
    int begin = page.indexOf("```python\n") + "```python\n".length();
    Path script = folder.resolve("read_batch.py");
    Files.writeString(script, page.substring(begin, page.indexOf("```", begin)));
    List<String> expected =
        List.of(
            "1764000000000 RPM 850 revolutions_per_minute",
            "1764000000200 RPM 851.5 revolutions_per_minute",
            "1764000000010 STATUS.DTC_COUNT 0 ",
            "1764000000000 FUEL_STATUS Closed loop ");
    for (BatchFormat format : List.of(BatchFormat.JSON, BatchFormat.JSON_PLAIN)) {
      byte[] payload = BatchCodec.encode(Batches.small(), format, Dictionary.NONE);
      assertEquals(expected, run(script, payload));
    }
  }

  @Test
  void theReaderOfTheExamplesReadsDelta() throws Exception {
    Path script = DOCS.resolve("examples").resolve("read_delta.py");
    Random random = new Random(4);
    Dictionary dictionary = Dictionary.create(5).with(Batches.small());
    Path file = Files.write(folder.resolve("dictionary.json"), dictionary.encode());
    for (int i = 0; i < 5; i++) {
      DataBatch batch = i == 0 ? Batches.small() : Batches.random(random);
      byte[] payload = BatchCodec.encode(batch, BatchFormat.DELTA, dictionary);
      assertEquals(
          lines(batch), new TreeSet<>(compared(run(script, payload, file.toString()))), "" + i);
    }
  }

  /** Python and Java print numbers differently: their values are compared. */
  private static List<String> compared(List<String> printed) {
    List<String> lines = new ArrayList<>();
    for (String line : printed) {
      String[] parts = line.split(" ", 4);
      String value = parts[2];
      if (value.matches("-?[0-9.]+(e[+-]?[0-9]+)?")) {
        value = Double.toString(Double.parseDouble(value));
      }
      lines.add(parts[0] + " " + parts[1] + " " + value);
    }
    return lines;
  }

  private static SortedSet<String> lines(DataBatch batch) {
    TreeSet<String> lines = new TreeSet<>();
    for (NumberSeries series : batch.numbers()) {
      for (int i = 0; i < series.size(); i++) {
        lines.add(batch.time() + series.offset(i) + " " + series.name() + " " + series.value(i));
      }
    }
    for (TextSeries series : batch.texts()) {
      for (int i = 0; i < series.size(); i++) {
        String first = series.value(i).split(" ", 2)[0];
        lines.add(batch.time() + series.offset(i) + " " + series.name() + " " + first);
      }
    }
    return lines;
  }
}
