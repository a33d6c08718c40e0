package io.obdio.socketio.app.docs;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** The facts that the renderers need from the model of the command line. */
public final class CommandTree {

  private static final Set<String> LABELS_OF_FILES = Set.of("FILE", "FOLDER", "PATH");

  private CommandTree() {}

  /** Returns the subcommands that {@code --help} lists. */
  static List<CommandSpec> visible(CommandSpec command) {
    return command.subcommands().values().stream()
        .map(CommandLine::getCommandSpec)
        .filter(each -> !each.usageMessage().hidden())
        .distinct()
        .toList();
  }

  /** Returns the options that {@code --help} lists, in its order. */
  static List<OptionSpec> options(CommandSpec command) {
    return command.options().stream().filter(option -> !option.hidden()).toList();
  }

  /** Returns the names by which an option can be given, both forms if it can be negated. */
  public static List<String> names(CommandSpec command, OptionSpec option) {
    List<String> names = new ArrayList<>(List.of(option.names()));
    if (option.negatable()) {
      for (String name : option.names()) {
        names.add(command.negatableOptionTransformer().makeNegative(name, command));
      }
    }
    return names;
  }

  /** Returns the names of an option as {@code --help} writes them. */
  static List<String> shown(CommandSpec command, OptionSpec option) {
    return option.negatable()
        ? List.of(command.negatableOptionTransformer().makeSynopsis(option.longestName(), command))
        : List.of(option.names());
  }

  /** Returns a positional parameter with brackets if it is optional, and dots if it repeats. */
  static String shown(PositionalParamSpec parameter) {
    String label = parameter.paramLabel() + (parameter.arity().max() > 1 ? "..." : "");
    return parameter.arity().min() == 0 ? "[" + label + "]" : label;
  }

  /** Returns whether an option has a value. */
  static boolean hasValue(OptionSpec option) {
    return option.arity().max() > 0;
  }

  /** Returns whether a value is the name of a file or a folder. */
  static boolean isFile(ArgSpec argument) {
    Class<?> type =
        argument.auxiliaryTypes().length > 0 ? argument.auxiliaryTypes()[0] : argument.type();
    return type == Path.class
        || type == File.class
        || LABELS_OF_FILES.contains(argument.paramLabel());
  }

  /** Returns the values of an enumeration as users write them; none for other types. */
  static List<String> values(ArgSpec argument) {
    Class<?> type =
        argument.auxiliaryTypes().length > 0 ? argument.auxiliaryTypes()[0] : argument.type();
    List<String> values = new ArrayList<>();
    Object[] constants = type.getEnumConstants();
    if (constants != null) {
      for (Object constant : constants) {
        values.add(constant.toString().toLowerCase(Locale.ROOT));
      }
    }
    return values;
  }
}
