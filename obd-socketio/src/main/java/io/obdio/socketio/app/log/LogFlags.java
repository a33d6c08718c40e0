package io.obdio.socketio.app.log;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** The flags for the log. */
public final class LogFlags {

  /** Creates flags, which the parser sets. */
  public LogFlags() {}

  @Option(
      names = "--log-level",
      paramLabel = "LEVEL",
      description = "Messages in the log: off, error, warn, info, debug or trace. Default: info.")
  @Nullable LogLevel level;

  @Option(
      names = "--log",
      split = ",",
      paramLabel = "LOGGER=LEVEL",
      description =
          "Messages of a logger and of those below it, such as io.obdio.elm327=debug or"
              + " io.netty=info. Default: none.")
  @Nullable Map<String, LogLevel> loggers;

  /** Sets the levels that are given. */
  public void apply() {
    if (level != null) {
      LogLevels.set(LogLevels.PROGRAM, level);
    }
    if (loggers != null) {
      loggers.forEach(LogLevels::set);
    }
  }

  /** Sets the levels that the flags of a subcommand and of its mixins give. */
  public static void apply(CommandSpec command) {
    for (CommandSpec mixin : command.mixins().values()) {
      if (mixin.userObject() instanceof LogFlags flags) {
        flags.apply();
      }
      apply(mixin);
    }
  }
}
