package io.obdio.socketio.app.history;

import io.obdio.socketio.app.config.ConfigFile;
import io.obdio.socketio.app.config.Environment;
import io.obdio.socketio.app.failure.UserError;
import io.obdio.socketio.history.HistoryException;
import io.obdio.socketio.history.HistoryReader;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The flag that names the history for {@code obdio trips}. */
public final class HistoryFile {

  private static final String KEY = "history";

  @Option(
      names = "--history",
      paramLabel = "FILE",
      description =
          "The history. Default: the environment variable OBDIO_HISTORY, else the key history in"
              + " the configuration (OBDIO_CONFIG or obdio.yaml).")
  @Nullable Path file;

  /** Creates a flag without value. */
  public HistoryFile() {}

  /** Returns the file. */
  Path path() {
    if (file != null) {
      return file;
    }
    String variable = System.getenv(Environment.variable(KEY));
    if (variable != null && !variable.isBlank()) {
      return Path.of(variable.strip());
    }
    String named = System.getenv(Environment.variable("config"));
    Path config =
        Path.of(named == null || named.isBlank() ? ConfigFile.DEFAULT_NAME : named.strip());
    ConfigFile.Entry entry =
        Files.exists(config) ? ConfigFile.read(config).entries().get(KEY) : null;
    if (entry == null) {
      throw new UserError(
          "no history is configured; name its file with --history FILE, or with the key history in "
              + config);
    }
    return Path.of(entry.value());
  }

  /** A task with a reader. */
  interface Task {
    int run(HistoryReader reader) throws HistoryException;
  }

  /** Runs a task with the file; returns the exit code. */
  int read(Task task) {
    try (HistoryReader reader = HistoryReader.open(path())) {
      return task.run(reader);
    } catch (HistoryException e) {
      throw new UserError(String.valueOf(e.getMessage()));
    }
  }
}
