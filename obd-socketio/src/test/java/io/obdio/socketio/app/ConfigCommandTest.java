package io.obdio.socketio.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** {@code obdio config check} and {@code obdio config show}. */
class ConfigCommandTest {

  @TempDir Path folder;

  private record Result(int exit, String out, String err) {}

  private static Result run(String... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine line = Main.commandLine(args);
    line.setOut(new PrintWriter(out, true));
    line.setErr(new PrintWriter(err, true));
    int exit = Main.run(line, args);
    return new Result(exit, out.toString(), err.toString());
  }

  private Path file(String text) throws Exception {
    return Files.writeString(folder.resolve("my.yaml"), text);
  }

  @Test
  void allMistakesAreReportedWithTheirLines() throws Exception {
    Path file =
        file(
            """
            prot: 1
            port: many
            transport: nonsense:x
            max-sessions: 0
            ping-interval: 1000
            tls-key: key.pem
            trusted-proxies: [10.0.0.300]
            identity: no-such-adapter
            """);
    Result result = run("config", "check", file.toString());
    assertEquals(2, result.exit(), result.err());
    List<String> starts = List.of("1: unknown key 'prot'", "2:", "3:", "4:", "6:", "7:", "8:");
    for (String start : starts) {
      assertTrue(result.err().contains(file + ":" + start), start + "\\n" + result.err());
    }
    assertEquals(starts.size(), result.err().lines().count(), result.err());
    assertFalse(result.err().contains("Exception"), result.err());
  }

  @Test
  void aCorrectFileHasNoMistakes() throws Exception {
    Path file = file("transport: sim:\nport: 1\ntiming: realistic\nallow-clear: false\n");
    Result result = run("config", "check", file.toString());
    assertEquals(new Result(0, file + ": 4 values, no mistakes\n", ""), result);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          config check no-such.yaml            | 2 | no-such.yaml: no such file
          config show nonsense                 | 2 | 'nonsense' is no subcommand with a configuration
          config show commands                 | 2 | 'commands' is no subcommand with a configuration
          config show serve -- --port many     | 2 | 'many'
          config check a.yaml b.yaml           | 2 | b.yaml
          """)
  void errors(String command, int exit, String message) {
    Result result = run(command.split(" +"));
    assertEquals(exit, result.exit(), result.err());
    assertTrue(result.err().contains(message), result.err());
  }

  @Test
  void showNamesTheOriginOfEachValue() throws Exception {
    Path file =
        file("port: 1\nhost: [127.0.0.1, '::1']\nwebhook: http://me:secret@example.org/hook\n");
    List<String> args =
        new ArrayList<>(List.of("config", "show", "--config", file.toString(), "serve", "--"));
    args.addAll(List.of("--ping-timeout", "4321", "--no-allow-clear"));
    Result result = run(args.toArray(new String[0]));
    assertEquals(0, result.exit(), result.err());
    List<String> lines = result.out().lines().map(line -> line.replaceAll(" +", " ")).toList();
    assertTrue(lines.contains("port 1 " + file + ":1"), result.out());
    assertTrue(lines.contains("host 127.0.0.1,::1 " + file + ":2"), result.out());
    assertTrue(lines.contains("webhook http://******@example.org/hook " + file + ":3"));
    assertTrue(lines.contains("ping-timeout 4321 flag"), result.out());
    assertTrue(lines.contains("allow-clear false flag"), result.out());
    assertTrue(lines.contains("ping-interval 25000 default"), result.out());
    assertTrue(lines.contains("record - default"), result.out());
    assertFalse(result.out().contains("secret"), result.out());
  }

  @Test
  void showPrintsJson() throws Exception {
    Path file = file("seed: 7\n");
    Result result = run("config", "show", "--json", "--config", file.toString(), "sim");
    assertEquals(0, result.exit(), result.err());
    assertTrue(
        result.out().contains("{\"key\":\"seed\",\"origin\":\"" + file + ":1\",\"value\":\"7\"}")
            || result.out().contains("{\"key\":\"seed\",\"value\":\"7\",\"origin\":\"" + file),
        result.out());
  }
}
