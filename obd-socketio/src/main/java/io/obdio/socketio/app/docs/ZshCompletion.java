package io.obdio.socketio.app.docs;

import java.util.List;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** The completion of the command line in zsh: a function for each subcommand, with descriptions. */
public final class ZshCompletion {

  private final StringBuilder script = new StringBuilder();

  private ZshCompletion() {}

  /**
   * Returns the script, a file for a folder in {@code fpath} of zsh.
   *
   * @param program the command line with all subcommands
   */
  public static String of(CommandSpec program) {
    ZshCompletion zsh = new ZshCompletion();
    zsh.line("#compdef " + program.name());
    zsh.function(program);
    zsh.line("");
    zsh.line(name(program) + " \"$@\"");
    return zsh.script.toString();
  }

  private void function(CommandSpec command) {
    List<CommandSpec> subcommands = CommandTree.visible(command);
    subcommands.forEach(this::function);
    line("");
    line(name(command) + "() {");
    if (!subcommands.isEmpty()) {
      line("  local curcontext=$curcontext state line");
      line("  typeset -A opt_args");
    }
    line("  _arguments -C \\");
    for (OptionSpec option : CommandTree.options(command)) {
      for (String name : CommandTree.names(command, option)) {
        line("    " + quoted(name + value(name, option)) + " \\");
      }
    }
    if (subcommands.isEmpty()) {
      command.positionalParameters().forEach(this::parameter);
      line("    && return");
    } else {
      line("    '1:command:->command' '*::argument:->argument' && return");
      dispatch(subcommands);
    }
    line("}");
  }

  /** Adds the choice between subcommands, and the call of the function of the chosen one. */
  private void dispatch(List<CommandSpec> subcommands) {
    line("  case $state in");
    line("    command)");
    line("      local -a commands=(");
    for (CommandSpec each : subcommands) {
      line(
          "        "
              + quoted(
                  each.name()
                      + ":"
                      + first(each.usageMessage().description()).replace(":", "\\:")));
    }
    line("      )");
    line("      _describe command commands ;;");
    line("    argument)");
    line("      case $words[1] in");
    for (CommandSpec each : subcommands) {
      line("        " + each.name() + ") " + name(each) + " ;;");
    }
    line("      esac ;;");
    line("  esac");
  }

  private void parameter(PositionalParamSpec parameter) {
    String position = parameter.arity().max() > 1 ? "*" : "";
    line(
        "    " + quoted(position + ":" + parameter.paramLabel() + ":" + action(parameter)) + " \\");
  }

  private static String value(String name, OptionSpec option) {
    String text = first(option.description()).replaceAll("([\\[\\]\\\\:])", "\\\\$1");
    if (!CommandTree.hasValue(option)) {
      return "[" + text + "]";
    }
    String separator = name.startsWith("--") ? "=" : "";
    return separator
        + "["
        + text
        + "]:"
        + option.paramLabel().replace(":", "\\:")
        + ":"
        + action(option);
  }

  private static String action(ArgSpec argument) {
    List<String> values = CommandTree.values(argument);
    if (!values.isEmpty()) {
      return "(" + String.join(" ", values) + ")";
    }
    return CommandTree.isFile(argument) ? "_files" : " ";
  }

  /** Returns the function of a subcommand: {@code _obdio_keys_new}. */
  private static String name(CommandSpec command) {
    return "_" + command.qualifiedName("_");
  }

  private static String first(String[] description) {
    return description.length == 0 ? "" : description[0];
  }

  private static String quoted(String word) {
    return "'" + word.replace("'", "'\\''") + "'";
  }

  private void line(String text) {
    script.append(text).append('\n');
  }
}
