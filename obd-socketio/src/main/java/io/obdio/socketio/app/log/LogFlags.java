package io.obdio.socketio.app.log;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The flags for the log; they take effect when they are parsed. */
public final class LogFlags {

  /** Creates flags, which the parser sets. */
  public LogFlags() {}

  @Option(
      names = "--log-level",
      paramLabel = "LEVEL",
      description = "Messages in the log: off, error, warn, info, debug or trace. Default: info.")
  void level(@Nullable LogLevel level) {
    if (level != null) {
      LogLevels.set(LogLevels.PROGRAM, level);
    }
  }

  @Option(
      names = "--log",
      split = ",",
      paramLabel = "LOGGER=LEVEL",
      description =
          "Messages of a logger and of those below it, such as io.obdio.elm327=debug or"
              + " io.netty=info. Default: none.")
  void loggers(@Nullable Map<String, LogLevel> levels) {
    if (levels != null) {
      levels.forEach(LogLevels::set);
    }
  }
}
