package io.obdio.socketio.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.obdio.socketio.app.config.ConfigFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The configuration file of the packages. */
class PackagedConfigTest {

  private static final Path FILE = Path.of("src", "dist", "etc", "obdio.yaml");

  @TempDir Path folder;

  private static Map<String, ConfigFile.Entry> read(Path file) {
    ConfigFile config = ConfigFile.read(file);
    assertEquals(List.of(), config.problems(ConfigFlag.allKeys()), file.toString());
    return config.entries();
  }

  /** Nothing is opened before the user chooses it: no serial port, and no port for others. */
  @Test
  void theVehicleIsSimulatedAndTheServerIsLocal() {
    Map<String, ConfigFile.Entry> settings = read(FILE);
    assertEquals("sim:", settings.get("transport").value());
    assertTrue(!settings.containsKey("host"), settings.toString());
  }

  @Test
  void everySuggestionIsValid() throws IOException {
    List<String> suggestions =
        Files.readAllLines(FILE).stream()
            .filter(line -> line.startsWith("#") && !line.startsWith("# "))
            .map(line -> line.substring(1))
            .toList();
    assertTrue(suggestions.size() > 5, suggestions.toString());
    for (String suggestion : suggestions) {
      Path file = Files.writeString(folder.resolve("obdio.yaml"), suggestion + "\n");
      assertEquals(1, read(file).size(), suggestion);
    }
  }
}
