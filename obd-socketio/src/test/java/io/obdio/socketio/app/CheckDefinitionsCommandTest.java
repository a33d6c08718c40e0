package io.obdio.socketio.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The output and the exit code of {@code check-definitions}. */
@Timeout(60)
class CheckDefinitionsCommandTest {

  private static final String SET =
      """
      {"commands": [
       {"hdr": "7E0", "cmd": {"01": "0C"}, "signals": [
         {"id": "RPM", "fmt": {"len": 16, "div": 4, "unit": "rpm"}}]},
       {"hdr": "7E5", "cmd": {"22": "1871"}, "signals": [
         {"id": "WITHOUT_SESSION", "fmt": {"len": 8, "unit": "scalar"}}]}
      ]}
      """;

  private static final String RIGHT = line("7E0.010C", "7E804410C0D48", "\"RPM\": 850");
  private static final String WRONG = line("7E0.010C", "7E804410C0D48", "\"RPM\": 851");

  @TempDir Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private static String line(String command, String response, String expected) {
    return "{\"command\": \""
        + command
        + "\", \"response\": \""
        + response
        + "\", \"expected\": {"
        + expected
        + "}}\n";
  }

  @BeforeEach
  void writeSet() throws IOException {
    Files.writeString(folder.resolve("set.json"), SET);
  }

  private int run(String replies, String... options) throws IOException {
    Path file = Files.writeString(folder.resolve("replies.jsonl"), replies);
    CommandLine command = new CommandLine(new CheckDefinitionsCommand());
    command.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    String[] args = new String[options.length + 2];
    System.arraycopy(options, 0, args, 0, options.length);
    args[options.length] = folder.resolve("set.json").toString();
    args[options.length + 1] = file.toString();
    return command.execute(args);
  }

  @Test
  void everyValueRight() throws IOException {
    assertEquals(0, run(RIGHT));
    assertEquals(
        "replies: 1, all values right: 1\nvalues: 1, decoded right: 1, wrong: 0, failed: 0\n",
        out.toString());
    assertEquals("", err.toString());
  }

  @Test
  void aHundredLinesAreListedUnlessAllAreRequested() throws IOException {
    String many = IntStream.range(0, 120).mapToObj(i -> WRONG).collect(Collectors.joining());
    assertEquals(1, run(many));
    assertEquals(100, err.toString().lines().count());
    assertTrue(out.toString().contains("  another value: 120"), out.toString());
    err.getBuffer().setLength(0);
    assertEquals(1, run(many, "--all"));
    assertEquals(120, err.toString().lines().count());
  }

  @Test
  void liveShowsWhatTheLinesDoNot() throws IOException {
    String outsideSession = line("7E5.221871|din=03", "7ED046218712A", "\"WITHOUT_SESSION\": 42");
    assertEquals(0, run(RIGHT + outsideSession));
    out.getBuffer().setLength(0);
    assertEquals(1, run(RIGHT + outsideSession, "--live"));
    String result =
        """
        replies: 2, all values right: 1
        values: 2, decoded right: 1, wrong: 0, failed: 1
          negative response: 1
        """;
    assertEquals(
        "through an ELM327 adapter:\n" + result + "on a CAN bus:\n" + result, out.toString());
  }

  @Test
  void jsonIsOneObject() throws IOException {
    assertEquals(0, run(RIGHT, "--json"));
    assertTrue(out.toString().startsWith("{\"replies\":1,"), out.toString());
    out.getBuffer().setLength(0);
    assertEquals(0, run(RIGHT, "--live", "--json"));
    assertTrue(out.toString().startsWith("{\"adapter\":{\"replies\":1,"), out.toString());
    assertEquals(1, out.toString().lines().count());
  }
}
