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

  /** Only the link that the udev rule makes is opened, and no port for other machines. */
  @Test
  void theVehicleIsTheAdapterOnUsbAndTheServerIsLocal() throws IOException {
    Map<String, ConfigFile.Entry> settings = read(FILE);
    assertEquals("elm327:/dev/obd", settings.get("transport").value());
    String rule = Files.readString(Path.of("src", "dist", "udev", "60-obdio.rules"));
    assertTrue(rule.contains("SYMLINK+=\"obd\""), rule);
    assertTrue(settings.get("history").value().startsWith("/var/lib/obdio/"));
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
