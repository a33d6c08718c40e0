package io.obdio.socketio.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.obdio.socketio.app.config.ConfigFile;
import io.obdio.socketio.app.config.OptionDefaults;
import io.obdio.socketio.app.config.Setting;
import io.obdio.socketio.app.failure.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** One configuration file for all subcommands, and the environment before it. */
class ConfigFileTest {

  @TempDir Path folder;

  @Test
  void aKeyOfAnotherSubcommandIsNoError() throws IOException {
    String text = "transport: elm327:/dev/ttyUSB0\nping-interval: 1234\n";
    assertEquals("elm327:/dev/ttyUSB0", value("query", "transport", text, Map.of()));
    assertEquals("1234", value("serve", "ping-interval", text, Map.of()));
  }

  @Test
  void aKeyThatNoSubcommandKnowsIsAnError() {
    UserError e =
        assertThrows(
            UserError.class, () -> value("query", "transport", "\nping-intervall: 1\n", Map.of()));
    assertTrue(e.getMessage().contains("obdio.yaml:2: unknown key 'ping-intervall'"));
    assertTrue(e.getMessage().contains("did you mean 'ping-interval'"), e.getMessage());
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "transport: sim:, sim:",
        "transport:   elm327:   # the search, elm327:",
        "transport: \"sim:\", sim:",
        "transport: 'sim:', sim:",
        "transport: sim:?seed=3, sim:?seed=3"
      })
  void aTransportThatEndsInAColonNeedsNoQuotes(String line, String value) throws IOException {
    String text = "# a comment\n" + line + "\nport: 1\n";
    assertEquals(value, value("query", "transport", text, Map.of()));
  }

  @Test
  void theEnvironmentIsBeforeTheFile() throws IOException {
    String text = "transport: elm327:\ndefinitions: [a.json]\n";
    Map<String, String> environment =
        Map.of("OBDIO_TRANSPORT", "sim:", "OBDIO_DEFINITIONS", "b.json,c.csv", "OBDIO_PORT", "");
    assertEquals("sim:", value("query", "transport", text, environment));
    assertEquals("b.json,c.csv", value("query", "definitions", text, environment));
  }

  @Test
  void everyValueHasItsOrigin() throws IOException {
    String text = "# first\nrecord: drive.txt\n";
    Map<String, String> environment = Map.of("OBDIO_MODEL_YEAR", "2014");
    assertEquals(folder.resolve("obdio.yaml") + ":2", origin("query", "record", text, environment));
    assertEquals("OBDIO_MODEL_YEAR", origin("query", "model-year", text, environment));
    assertEquals(null, origin("query", "transport", text, environment));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          static: /a: b        | 1 | a value that contains ': ' or ends in a colon needs quotes
          port: [1             | 1 | not YAML
          - port               | 1 | write 'key: value' lines
          port: {a: [1]}       | 1 | port: expected a list of plain values
          """)
  void aMistakeHasItsLine(String text, int line, String message) {
    ConfigFile.Problem problem = ConfigFile.parse(text + "\n").problems().get(0);
    assertTrue(problem.message().contains(message), problem.toString());
    assertEquals(line, problem.line());
  }

  @Test
  void aKeyThatIsSetTwiceIsAMistake() {
    ConfigFile.Problem problem = ConfigFile.parse("port: 1\nhost: a\nport: 2\n").problems().get(0);
    assertEquals(new ConfigFile.Problem(3, "'port' is set twice"), problem);
  }

  private String value(String subcommand, String key, String text, Map<String, String> variables)
      throws IOException {
    Setting setting = setting(subcommand, key, text, variables);
    return setting == null ? "" : setting.value();
  }

  private @Nullable String origin(
      String subcommand, String key, String text, Map<String, String> variables)
      throws IOException {
    Setting setting = setting(subcommand, key, text, variables);
    return setting == null ? null : setting.origin();
  }

  private @Nullable Setting setting(
      String subcommand, String key, String text, Map<String, String> variables)
      throws IOException {
    Path file = Files.writeString(folder.resolve("obdio.yaml"), text);
    CommandLine command = Main.commandLine().getSubcommands().get(subcommand);
    OptionDefaults defaults = ConfigFlag.defaults(file, command, variables);
    return defaults.setting(command.getCommandSpec().findOption("--" + key));
  }
}
