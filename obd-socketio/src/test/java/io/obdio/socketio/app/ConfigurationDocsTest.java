package io.obdio.socketio.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.obdio.socketio.app.config.ConfigFile;
import io.obdio.socketio.app.config.OptionDefaults;
import io.obdio.socketio.app.failure.ExitCode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** The tables of docs/configuration.md list every key of the file with its default. */
class ConfigurationDocsTest {
  private static final Path DOCS = Path.of("..", "docs", "configuration.md");
  private static final Pattern ROW = Pattern.compile("^\\| (`[^|]+`) \\| ?([^|]*?) ?\\|");
  private static final Pattern KEY = Pattern.compile("`([a-z-]+)`");
  private static final List<String> SERVERS = List.of("serve", "fleet");
  private static final Set<String> NOT_IN_THE_FILE = Set.of("config", "help", "version");

  /** The keys of all tables, each with its cell "default". */
  private static Map<String, String> documented() throws Exception {
    Map<String, String> rows = new LinkedHashMap<>();
    for (String line : Files.readAllLines(DOCS)) {
      Matcher row = ROW.matcher(line);
      if (row.find()) {
        List<String> keys = KEY.matcher(row.group(1)).results().map(m -> m.group(1)).toList();
        String[] defaults = row.group(2).split(", ", -1);
        for (int i = 0; i < keys.size(); i++) {
          rows.put(keys.get(i), defaults[defaults.length == keys.size() ? i : 0].strip());
        }
      }
    }
    return rows;
  }

  private static Map<String, OptionSpec> flags() {
    Map<String, OptionSpec> flags = new TreeMap<>();
    for (String name : SERVERS) {
      CommandLine server = Main.commandLine().getSubcommands().get(name);
      server.setDefaultValueProvider(new OptionDefaults(Map.of()));
      for (OptionSpec option : server.getCommandSpec().options()) {
        if (!NOT_IN_THE_FILE.contains(ConfigFile.key(option))) {
          flags.putIfAbsent(ConfigFile.key(option), option);
        }
      }
    }
    return flags;
  }

  @Test
  void everyFlagHasARowAndEveryRowAFlag() throws Exception {
    assertEquals(flags().keySet(), new java.util.TreeSet<>(documented().keySet()));
  }

  @Test
  void theExitCodesAreThoseOfTheProgram() throws Exception {
    Map<String, String> documented = new LinkedHashMap<>();
    Pattern row = Pattern.compile("^\\| (\\d+) \\| ([^|]+) \\|$");
    for (String line : Files.readAllLines(DOCS)) {
      Matcher matcher = row.matcher(line);
      if (matcher.matches()) {
        documented.put(matcher.group(1), matcher.group(2));
      }
    }
    assertEquals(ExitCode.table(), documented);
  }

  @Test
  void theDefaultsAreTheFlags() throws Exception {
    Map<String, String> documented = documented();
    flags()
        .forEach(
            (key, option) -> {
              String actual = option.defaultValueString(true);
              String text = documented.getOrDefault(key, "").replace("`", "");
              String expected = actual == null || actual.equals("null") ? "" : actual;
              boolean none = expected.isEmpty() && (text.isEmpty() || text.equals("none"));
              boolean off = expected.equals("false") && text.isEmpty();
              assertTrue(
                  none || off || text.split(" ", 2)[0].equals(expected),
                  () -> key + ": the default is '" + expected + "', documented is '" + text + "'");
            });
  }
}
