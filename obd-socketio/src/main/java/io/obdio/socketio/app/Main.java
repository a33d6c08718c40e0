package io.obdio.socketio.app;

import io.obdio.core.util.NearestWord;
import io.obdio.socketio.app.config.OptionDefaults;
import io.obdio.socketio.app.config.Setting;
import io.obdio.socketio.app.dtc.DtcCommand;
import io.obdio.socketio.app.failure.ExitCode;
import io.obdio.socketio.app.failure.Failures;
import io.obdio.socketio.app.failure.UserError;
import io.obdio.socketio.app.fleet.FleetCommand;
import io.obdio.socketio.app.history.TripsCommand;
import io.obdio.socketio.app.kiosk.KioskCommand;
import io.obdio.socketio.app.log.JournalStream;
import io.obdio.socketio.app.log.LogFlags;
import io.obdio.socketio.app.query.QueryCommand;
import io.obdio.socketio.app.record.RecordCommand;
import io.obdio.socketio.app.scan.ScanCommand;
import io.obdio.socketio.app.terminal.Console;
import io.obdio.socketio.app.terminal.VerboseFlag;
import io.obdio.socketio.app.trace.TraceCommand;
import io.obdio.socketio.netty.FatalErrors;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The program {@code obdio}. */
@Command(
    name = "obdio",
    description = "Connects programs and browsers to a vehicle.",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    synopsisSubcommandLabel = "COMMAND")
public final class Main {

  private static final String HELP = "help";

  /** The subcommands by name, in the order of the help. A new one is added here only. */
  private static final List<Map.Entry<String, Class<?>>> SUBCOMMANDS =
      List.of(
          Map.entry("serve", ServeCommand.class),
          Map.entry("query", QueryCommand.class),
          Map.entry("dtc", DtcCommand.class),
          Map.entry("scan", ScanCommand.class),
          Map.entry("record", RecordCommand.class),
          Map.entry("sim", SimCommand.class),
          Map.entry("fleet", FleetCommand.class),
          Map.entry("commands", CommandsCommand.class),
          Map.entry("keys", KeysCommand.class),
          Map.entry("trips", TripsCommand.class),
          Map.entry("config", ConfigCommand.class),
          Map.entry("trace", TraceCommand.class),
          Map.entry("check-definitions", CheckDefinitionsCommand.class),
          Map.entry("candump", CandumpCommand.class),
          Map.entry("doctor", DoctorCommand.class),
          Map.entry("definitions", DefinitionsCommand.class),
          Map.entry("kiosk", KioskCommand.class),
          Map.entry(HELP, CommandLine.HelpCommand.class),
          Map.entry("help-files", HelpFilesCommand.class),
          Map.entry("train", TrainCommand.class));

  /** Subcommands that run until they are stopped, so that the lines of their log have times. */
  private static final Set<String> SERVERS =
      Set.of("serve", "sim", "fleet", "record", "trace", "candump");

  private Main() {}

  /** Runs the command line and exits with one of the codes of {@link ExitCode}. */
  public static void main(String[] args) {
    String subcommand = args.length > 0 ? args[0] : "";
    setProperties(subcommand);
    if (subcommand.equals("serve")) {
      Warmup.begin();
    }
    endOnOutOfMemory();
    VerboseFlag.apply(args);
    CommandLine line = commandLine(args);
    Console.use(line);
    int code = run(line, args);
    System.exit(
        SERVERS.contains(subcommand) ? code : Console.output().exitCode(code, line.getErr()));
  }

  /** Sets properties of libraries unless the user does, before their classes are loaded. */
  private static void setProperties(String subcommand) {
    // Netty's leak detection is for the tests, which run it at its strictest level.
    setDefault("io.netty.leakDetection.level", "disabled");
    // Netty registers events with Java Flight Recorder, which takes longer than to listen.
    setDefault("io.netty.jfr.enabled", "false");
    // The journal of systemd has times of its own. A short command does without: the format of a
    // date needs the data of all locales.
    if (SERVERS.contains(subcommand) && !JournalStream.isStandardError(System.getenv())) {
      setDefault("org.slf4j.simpleLogger.showDateTime", "true");
      setDefault("org.slf4j.simpleLogger.dateTimeFormat", "HH:mm:ss.SSS");
    }
  }

  private static void setDefault(String key, String value) {
    if (System.getProperty(key) == null) {
      System.setProperty(key, value);
    }
  }

  /** Ends the process at once when the memory is exhausted: half of it would not work any more. */
  static void endOnOutOfMemory() {
    FatalErrors.onOutOfMemory(
        error -> {
          System.err.println("obdio: out of memory; increase it with java -Xmx");
          Runtime.getRuntime().halt(ExitCode.OUT_OF_MEMORY.code());
        });
    Thread.setDefaultUncaughtExceptionHandler(
        (thread, error) -> {
          FatalErrors.check(error);
          error.printStackTrace();
        });
  }

  static int run(CommandLine line, String... args) {
    try {
      ConfigFlag.apply(line, args, System.getenv());
    } catch (UserError e) {
      line.getErr().println("obdio: " + e.getMessage());
      return ExitCode.USER_ERROR.code();
    }
    return line.execute(args);
  }

  /** Returns the command line with all subcommands. */
  static CommandLine commandLine() {
    return commandLine(SUBCOMMANDS);
  }

  /**
   * Returns the command line for some arguments: if the first one names a subcommand, it has only
   * that one, because reading the options of all takes longer than a query.
   */
  static CommandLine commandLine(String... args) {
    List<Map.Entry<String, Class<?>>> named =
        SUBCOMMANDS.stream()
            .filter(row -> args.length > 0 && args[0].equals(row.getKey()))
            .toList();
    return commandLine(named.isEmpty() || args[0].equals(HELP) ? SUBCOMMANDS : named);
  }

  private static CommandLine commandLine(List<Map.Entry<String, Class<?>>> subcommands) {
    CommandLine line = new CommandLine(new Main());
    subcommands.forEach(row -> line.addSubcommand(row.getKey(), row.getValue()));
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.getCommandSpec().usageMessage().exitCodeListHeading("%nExit codes:%n");
    line.getCommandSpec().usageMessage().exitCodeList(ExitCode.table());
    line.setExecutionStrategy(
        parsed -> {
          if (parsed.hasSubcommand()) {
            LogFlags.apply(parsed.subcommand().commandSpec());
          }
          return new CommandLine.RunLast().execute(parsed);
        });
    line.setExecutionExceptionHandler(
        (failure, commandLine, parsed) -> {
          Throwable cause = Failures.cause(failure);
          commandLine.getErr().println("obdio: " + Failures.of(cause));
          return Failures.exitCode(cause).code();
        });
    line.setParameterExceptionHandler(
        (failure, parsed) -> {
          CommandLine at = failure.getCommandLine();
          at.getErr()
              .println(
                  "obdio: "
                      + unknownSubcommand(failure)
                          .orElseGet(
                              () -> Failures.ofValue(failure) + origin(failure) + meant(failure)));
          at.getErr().println("Try 'obdio " + subcommand(at) + "--help'.");
          return ExitCode.USER_ERROR.code();
        });
    return line;
  }

  /** Returns an error if the first argument is not a subcommand. */
  private static Optional<String> unknownSubcommand(CommandLine.ParameterException failure) {
    if (failure.getCommandLine().getParent() != null
        || !(failure instanceof CommandLine.UnmatchedArgumentException unmatched)
        || unmatched.getUnmatched().isEmpty()
        || unmatched.getUnmatched().get(0).startsWith("-")) {
      return Optional.empty();
    }
    String word = unmatched.getUnmatched().get(0);
    List<String> known = SUBCOMMANDS.stream().map(Map.Entry::getKey).toList();
    return Optional.of("unknown subcommand '" + word + "'" + NearestWord.didYouMean(word, known));
  }

  /** Returns where the value of an option is set, if that is not the command line. */
  private static String origin(CommandLine.ParameterException failure) {
    Setting setting =
        failure.getArgSpec() instanceof CommandLine.Model.OptionSpec option
                && failure.getCommandLine().getDefaultValueProvider()
                    instanceof OptionDefaults given
            ? given.setting(option)
            : null;
    boolean unused =
        setting == null
            || !String.valueOf(failure.getMessage()).contains("'" + setting.value() + "'");
    return setting == null || unused ? "" : " (" + setting.origin() + ")";
  }

  /** Returns a suggestion for an unknown option. */
  private static String meant(CommandLine.ParameterException failure) {
    if (!(failure instanceof CommandLine.UnmatchedArgumentException unmatched)
        || unmatched.getUnmatched().isEmpty()) {
      return "";
    }
    List<String> known =
        failure.getCommandLine().getCommandSpec().options().stream()
            .map(CommandLine.Model.OptionSpec::longestName)
            .toList();
    return NearestWord.didYouMean(unmatched.getUnmatched().get(0), known);
  }

  private static String subcommand(CommandLine line) {
    return line.getParent() == null ? "" : line.getCommandName() + " ";
  }

  /** The version in the manifest of the jar. */
  static final class Version implements CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = Main.class.getPackage().getImplementationVersion();
      return new String[] {"obdio " + (version == null ? "(not packaged)" : version)};
    }
  }
}
