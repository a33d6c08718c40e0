package io.obdio.socketio.app.docs;

import java.util.List;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * The man page of the program, in the macros of man(7). It has a section for each subcommand, with
 * the texts of {@code --help}.
 */
public final class ManPage {

  private static final Map<String, String> FILES =
      Map.of(
          "/etc/obdio/obdio.yaml", "The settings of the service.",
          "/var/lib/obdio", "The data of the service.",
          "obdio.yaml", "The settings of all subcommands, if it is in the working directory.");

  private final StringBuilder page = new StringBuilder();

  private ManPage() {}

  /**
   * Returns the page.
   *
   * @param program the command line with all subcommands
   * @param version the version of the program
   */
  public static String of(CommandSpec program, String version) {
    ManPage man = new ManPage();
    man.head(program, version);
    man.section("COMMANDS");
    CommandTree.visible(program).forEach(man::command);
    man.exitCodes(program);
    man.section("FILES");
    FILES.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(file -> man.item("\\fI" + escaped(file.getKey()) + "\\fR", file.getValue()));
    man.section("ENVIRONMENT");
    man.item(
        "\\fBOBDIO_\\fIKEY\\fR",
        "The value of a flag unless the command line has it: OBDIO_PING_INTERVAL for --ping-interval.");
    man.item("\\fBJAVA_HOME\\fR", "The Java that is preferred to that of PATH; 17 or later.");
    man.item("\\fBJAVA_OPTS\\fR", "Options for Java, which override those of the launcher.");
    return man.page.toString();
  }

  private void head(CommandSpec program, String version) {
    line("'\\\" t");
    line(".TH OBDIO 1 \"\" \"" + escaped(version) + "\" \"User Commands\"");
    line(".nh");
    line(".ad l");
    section("NAME");
    line(
        escaped(program.name())
            + " \\- "
            + escaped(String.join(" ", program.usageMessage().description())));
    section("SYNOPSIS");
    line(".B " + escaped(program.name()));
    line("\\fICOMMAND\\fR [\\fIOPTIONS\\fR]");
    section("OPTIONS");
    options(program);
  }

  private void command(CommandSpec command) {
    StringBuilder synopsis = new StringBuilder("\\fB" + escaped(command.qualifiedName()) + "\\fR");
    if (!CommandTree.visible(command).isEmpty()) {
      synopsis.append(" \\fICOMMAND\\fR");
    }
    synopsis.append(" [\\fIOPTIONS\\fR]");
    for (PositionalParamSpec parameter : parameters(command)) {
      synopsis.append(" \\fI").append(escaped(CommandTree.shown(parameter))).append("\\fR");
    }
    line(".SS " + synopsis);
    for (String text : command.usageMessage().description()) {
      line(".PP");
      line(escaped(text));
    }
    for (PositionalParamSpec parameter : parameters(command)) {
      item(
          "\\fI" + escaped(parameter.paramLabel()) + "\\fR",
          String.join(" ", parameter.description()));
    }
    options(command);
    CommandTree.visible(command).forEach(this::command);
  }

  private void options(CommandSpec command) {
    for (OptionSpec option : CommandTree.options(command)) {
      StringBuilder names = new StringBuilder();
      for (String name : CommandTree.shown(command, option)) {
        names
            .append(names.isEmpty() ? "" : ", ")
            .append("\\fB")
            .append(escaped(name))
            .append("\\fR");
      }
      if (CommandTree.hasValue(option)) {
        names.append("=\\fI").append(escaped(option.paramLabel())).append("\\fR");
      }
      item(names.toString(), String.join(" ", option.description()));
    }
  }

  private void exitCodes(CommandSpec program) {
    section("EXIT STATUS");
    program
        .usageMessage()
        .exitCodeList()
        .forEach((code, meaning) -> item("\\fB" + code.strip() + "\\fR", meaning));
  }

  private static List<PositionalParamSpec> parameters(CommandSpec command) {
    return command.positionalParameters().stream().filter(each -> !each.hidden()).toList();
  }

  private void section(String name) {
    line(".SH \"" + name + "\"");
  }

  private void item(String title, String text) {
    line(".TP");
    line(title);
    line(escaped(text));
  }

  private void line(String text) {
    page.append(text).append('\n');
  }

  /** Returns a text in which no character has a meaning for roff; its dashes can be copied. */
  static String escaped(String text) {
    String escaped = text.strip().replace("\\", "\\e").replace("-", "\\-");
    return escaped.startsWith(".") || escaped.startsWith("'") ? "\\&" + escaped : escaped;
  }
}
