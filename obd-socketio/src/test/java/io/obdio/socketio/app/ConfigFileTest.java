package io.obdio.socketio.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.obdio.socketio.app.failure.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine.Model.CommandSpec;

/** One configuration file for all subcommands. */
class ConfigFileTest {

  @TempDir Path folder;

  @Test
  void aKeyOfAnotherSubcommandIsNoError() throws IOException {
    String text = "transport: elm327:/dev/ttyUSB0\nping-interval: 1234\n";
    assertEquals(Map.of("transport", "elm327:/dev/ttyUSB0"), read("query", text));
    assertEquals("1234", read("serve", text).get("ping-interval"));
  }

  @Test
  void aKeyThatNoSubcommandKnowsIsAnError() {
    UserError e = assertThrows(UserError.class, () -> read("query", "ping-intervall: 1\n"));
    assertTrue(e.getMessage().contains("unknown key 'ping-intervall'"), e.getMessage());
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
    assertEquals(Map.of("transport", value), read("query", "# a comment\n" + line + "\nport: 1\n"));
  }

  private Map<String, String> read(String subcommand, String text) throws IOException {
    Path file = Files.writeString(folder.resolve("obdio.yaml"), text);
    CommandSpec command = Main.commandLine().getSubcommands().get(subcommand).getCommandSpec();
    return ConfigFile.read(file, command);
  }
}
