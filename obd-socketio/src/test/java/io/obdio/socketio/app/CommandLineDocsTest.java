package io.obdio.socketio.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The examples of docs/command-line.md and of README are run against the simulated vehicle. Numbers
 * may differ, because the vehicle's values change; all else is exact. A line {@code ...} replaces
 * any lines.
 */
@Timeout(120)
class CommandLineDocsTest {

  private static final Path PAGE = Path.of("..", "docs", "command-line.md");
  private static final Path README = Path.of("..", "README.md");
  private static final Pattern BLOCK =
      Pattern.compile("^```[a-z]*\\n(\\$ .*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);
  private static final Pattern NUMBER = Pattern.compile("-?\\d+(?:\\.\\d+)?");
  private static final String PROGRAM = "java -jar obd-socketio/target/obdio.jar";

  @TempDir static Path folder;

  /** A command line of the page with the output below it. */
  private record Example(String line, int exit, String output) {}

  private static List<Example> examples(String page) {
    List<Example> examples = new ArrayList<>();
    for (MatchResult block : BLOCK.matcher(page).results().toList()) {
      for (String each : block.group(1).split("(?m)^\\$ ", -1)) {
        String line = each.lines().findFirst().orElse("");
        String output = each.contains("\n") ? each.substring(each.indexOf('\n') + 1) : "";
        if (line.equals("echo $?")) {
          Example last = examples.remove(examples.size() - 1);
          examples.add(new Example(last.line, Integer.parseInt(output.strip()), last.output));
        } else if (line.startsWith("obdio ")) {
          examples.add(new Example(line, 0, output));
        }
      }
    }
    return examples;
  }

  @TestFactory
  Stream<DynamicTest> theExamplesOfThePageAreReal() throws IOException {
    List<Example> examples = examples(Files.readString(PAGE));
    assertTrue(examples.size() >= 16, examples.size() + " examples");
    return examples.stream().map(each -> DynamicTest.dynamicTest(each.line, () -> check(each)));
  }

  @TestFactory
  Stream<DynamicTest> theExampleOfTheReadmeIsReal() throws IOException {
    String page = Files.readString(README).replace(PROGRAM, "obdio");
    List<Example> examples =
        examples(page).stream().filter(each -> each.line.startsWith("obdio query")).toList();
    assertEquals(1, examples.size());
    Example shown = examples.get(0);
    Example table = new Example(shown.line + " --table", shown.exit, shown.output);
    return Stream.of(DynamicTest.dynamicTest(shown.line, () -> check(table)));
  }

  private static void check(Example example) {
    String line =
        example
            .line
            .replace("docs/examples", Path.of("..", "docs", "examples").toString())
            .replace("drive.txt", folder.resolve("drive.txt").toString());
    CommandRun run = CommandRun.of(line.substring("obdio ".length()).split(" ", -1));
    assertEquals(example.exit, run.exit(), run.err());
    String err =
        run.err()
            .lines()
            .filter(each -> !each.contains(" INFO "))
            .collect(Collectors.joining("\n"));
    String expected = example.output.strip();
    String actual =
        line.contains(" record ") ? err : (run.out().strip() + "\n" + err.strip()).strip();
    Pattern pattern =
        Stream.of(masked(expected).split("(?m)^\\.\\.\\.$", -1))
            .map(Pattern::quote)
            .collect(
                Collectors.collectingAndThen(
                    Collectors.joining(".*"), text -> Pattern.compile(text, Pattern.DOTALL)));
    Matcher matcher = pattern.matcher(masked(actual));
    if (!matcher.matches()) {
      assertEquals(expected, actual);
    }
  }

  /** Replaces numbers, the digits of messages, and runs of blanks that align them. */
  private static String masked(String text) {
    return NUMBER
        .matcher(text.replaceAll("(?m)(7E\\d: )[0-9A-F]{8}$", "$1#"))
        .replaceAll("#")
        .replaceAll("(?m)(?<=\\S) +(?=\\S)", " ")
        .replace("\r", "");
  }

  @Test
  void thePageListsAllSubcommands() throws IOException {
    Set<String> listed = new TreeSet<>();
    Matcher row =
        Pattern.compile("^\\| `([a-z-]+)` \\|", Pattern.MULTILINE).matcher(Files.readString(PAGE));
    while (row.find()) {
      listed.add(row.group(1));
    }
    Set<String> actual = new TreeSet<>();
    Main.commandLine()
        .getSubcommands()
        .forEach(
            (name, line) -> {
              if (!line.getCommandSpec().usageMessage().hidden()) {
                actual.add(name);
              }
            });
    assertEquals(actual, listed);
  }
}
