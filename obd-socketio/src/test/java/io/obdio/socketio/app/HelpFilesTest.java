package io.obdio.socketio.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.obdio.socketio.testing.Requires;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The man page and the completion of shells contain what {@code --help} contains. */
class HelpFilesTest {

  @TempDir static Path folder;

  private static String man;
  private static String bash;
  private static String zsh;

  @BeforeAll
  static void write() throws IOException {
    assertEquals(0, Main.commandLine().execute("help-files", folder.toString()));
    man = Files.readString(folder.resolve("obdio.1"));
    bash = Files.readString(folder.resolve("obdio.bash"));
    zsh = Files.readString(folder.resolve("_obdio"));
  }

  /** Returns the visible commands, those of subcommands too. */
  private static List<CommandSpec> commands() {
    List<CommandSpec> found = new ArrayList<>();
    collect(HelpFilesCommand.program(), found);
    return found;
  }

  private static void collect(CommandLine line, List<CommandSpec> found) {
    if (!line.getCommandSpec().usageMessage().hidden()) {
      found.add(line.getCommandSpec());
      line.getSubcommands().values().forEach(each -> collect(each, found));
    }
  }

  @Test
  void thereAreCommandsOfTwoLevels() {
    List<String> names = commands().stream().map(CommandSpec::qualifiedName).toList();
    assertTrue(names.contains("obdio serve") && names.contains("obdio keys new"), names.toString());
    assertTrue(names.stream().noneMatch(name -> name.contains("train")), names.toString());
  }

  @Test
  void everySubcommandIsInTheManPage() {
    assertMissing(
        command ->
            man.contains("\\fB" + roff(command.qualifiedName()) + "\\fR")
                || command.qualifiedName().equals("obdio"));
  }

  @Test
  void everySubcommandIsInTheCompletionOfZsh() {
    assertMissing(command -> zsh.contains("\n_" + command.qualifiedName("_") + "() {"));
  }

  @Test
  void everyOptionIsInTheSectionOfItsCommand() {
    Set<String> missing = new TreeSet<>();
    for (CommandSpec command : commands()) {
      String section = section(command);
      for (OptionSpec option : visible(command)) {
        String name = option.longestName().replaceFirst("^--(\\[no-])?", "");
        if (!section.contains(roff(name) + "\\fR")) {
          missing.add(command.qualifiedName() + " " + option.longestName());
        }
        for (String text : option.description()) {
          if (!section.contains(roff(text.strip()))) {
            missing.add(command.qualifiedName() + " " + option.longestName() + ": " + text);
          }
        }
      }
    }
    assertEquals(Set.of(), missing);
  }

  @Test
  void everyOptionIsInTheFunctionOfItsCommandInZsh() {
    Set<String> missing = new TreeSet<>();
    for (CommandSpec command : commands()) {
      int start = zsh.indexOf("\n_" + command.qualifiedName("_") + "() {");
      String function = zsh.substring(start, zsh.indexOf("\n}", start));
      for (OptionSpec option : visible(command)) {
        for (String name : option.names()) {
          if (!function.contains("'" + name + "[") && !function.contains("'" + name + "=[")) {
            missing.add(command.qualifiedName() + " " + name);
          }
        }
      }
    }
    assertEquals(Set.of(), missing);
  }

  @ParameterizedTest
  @CsvSource({
    "ser, serve",
    "serve --transp, --transport",
    "serve --no-allow-cl, --no-allow-clear",
    "query --def, --definitions",
    "keys n, new",
    "keys new --sco, --scopes",
    "trai, ''"
  })
  void bashCompletes(String typed, String completed) throws Exception {
    String words = "obdio " + typed;
    String script =
        "source "
            + folder.resolve("obdio.bash")
            + "; compopt() { :; }; COMP_WORDS=("
            + words
            + "); COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); COMP_LINE='"
            + words
            + "'; COMP_POINT=${#COMP_LINE}; _complete_obdio; echo \"${COMPREPLY[*]}\"";
    List<String> found = List.of(output("bash", "-c", script).strip().split("\\s+"));
    assertTrue(found.contains(completed), found.toString());
  }

  @Test
  void everyOptionIsInTheCompletionOfBash() {
    Set<String> missing = new TreeSet<>();
    for (CommandSpec command : commands()) {
      for (OptionSpec option : visible(command)) {
        for (String name : option.names()) {
          if (!bash.contains(name)) {
            missing.add(command.qualifiedName() + " " + name);
          }
        }
      }
    }
    assertEquals(Set.of(), missing);
  }

  @Test
  void groffRendersThePageWithoutWarning() throws Exception {
    Requires.that(Requires.runs("groff", "-v"), "groff is not installed");
    String page = folder.resolve("obdio.1").toString();
    assertEquals("", output("groff", "-man", "-ww", "-z", "-Tutf8", "-K", "utf8", page));
    String text = output("groff", "-man", "-Tascii", "-P-cbou", page);
    assertTrue(text.contains("--allow-clear") || text.contains("--[no-]allow-clear"), text);
  }

  @Test
  void zshParsesItsScript() throws Exception {
    Requires.that(Requires.runs("zsh", "--version"), "zsh is not installed");
    assertEquals("", output("zsh", "-n", folder.resolve("_obdio").toString()));
  }

  private static void assertMissing(Predicate<CommandSpec> present) {
    List<String> missing =
        commands().stream().filter(present.negate()).map(CommandSpec::qualifiedName).toList();
    assertEquals(List.of(), missing);
  }

  /** Returns the part of the page on a command, up to the next command. */
  private static String section(CommandSpec command) {
    if (command.qualifiedName().equals("obdio")) {
      return man.substring(man.indexOf(".SH \"OPTIONS\""), man.indexOf(".SH \"COMMANDS\""));
    }
    int start = man.indexOf(".SS \\fB" + roff(command.qualifiedName()) + "\\fR");
    int end = man.indexOf("\n.S", start);
    return man.substring(start, end);
  }

  private static List<OptionSpec> visible(CommandSpec command) {
    return command.options().stream().filter(option -> !option.hidden()).toList();
  }

  private static String roff(String text) {
    return text.replace("\\", "\\e").replace("-", "\\-");
  }

  private static String output(String... command) throws Exception {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertTrue(process.waitFor(20, TimeUnit.SECONDS), "still running");
    assertEquals(0, process.exitValue(), text);
    return text;
  }
}
