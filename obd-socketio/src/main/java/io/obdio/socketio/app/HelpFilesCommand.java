package io.obdio.socketio.app;

import io.obdio.socketio.app.config.OptionDefaults;
import io.obdio.socketio.app.docs.CommandTree;
import io.obdio.socketio.app.docs.ManPage;
import io.obdio.socketio.app.docs.ZshCompletion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Parameters;

/** {@code obdio help-files}: the man page and the completion of shells, for the packages. */
@Command(
    name = "help-files",
    hidden = true,
    description = "Writes the man page and the completion of bash and zsh into a folder.",
    mixinStandardHelpOptions = true)
final class HelpFilesCommand implements Callable<Integer> {

  @Parameters(paramLabel = "FOLDER", description = "The folder; created if necessary.")
  Path folder = Path.of("");

  @Override
  public Integer call() throws IOException {
    CommandLine program = program();
    CommandSpec spec = program.getCommandSpec();
    Files.createDirectories(folder);
    Files.writeString(
        folder.resolve("obdio.1"), ManPage.of(spec, new Main.Version().getVersion()[0]));
    Files.writeString(
        folder.resolve("obdio.bash"),
        AutoComplete.bash("obdio", withNegatedForms(Main.commandLine())));
    Files.writeString(folder.resolve("_obdio"), ZshCompletion.of(spec));
    return 0;
  }

  /** Makes the forms {@code --no-x} names of their options: picocli's completion lacks them. */
  private static CommandLine withNegatedForms(CommandLine line) {
    CommandSpec command = line.getCommandSpec();
    for (OptionSpec option : List.copyOf(command.options())) {
      if (option.negatable()) {
        String[] names = CommandTree.names(command, option).toArray(String[]::new);
        command.remove(option);
        command.addOption(OptionSpec.builder(option).names(names).negatable(false).build());
      }
    }
    line.getSubcommands().values().forEach(HelpFilesCommand::withNegatedForms);
    return line;
  }

  /** Returns the command line with the defaults that {@code --help} shows. */
  static CommandLine program() {
    CommandLine program = Main.commandLine();
    for (CommandLine subcommand : program.getSubcommands().values()) {
      if (subcommand.getCommandSpec().findOption("--config") != null) {
        subcommand.setDefaultValueProvider(new OptionDefaults(Map.of()));
      }
    }
    return program;
  }
}
