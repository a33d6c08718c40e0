package io.obdio.socketio.app;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.obdio.socketio.json.jackson.JacksonJson;
import io.obdio.socketio.state.StateFolder;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The flag of the folder in which the server keeps what its clients set up. */
final class StateFlags {

  /** The value that keeps nothing. */
  static final String NONE = "none";

  @Option(
      names = "--state",
      paramLabel = "FOLDER",
      description =
          "Folder for what clients set up, such as layouts of the dashboard; none keeps it in memory"
              + " only. Default: STATE_DIRECTORY of systemd, else obdio in XDG_STATE_HOME or"
              + " ~/.local/state.")
  @Nullable String state;

  @GuardedBy("this")
  private @Nullable StateFolder folder;

  /** Returns the folder, the same one for all parts of the server. */
  synchronized StateFolder folder() {
    StateFolder known = folder;
    if (known == null) {
      Path path =
          state == null ? standard(System.getenv(), System.getProperty("user.home")) : named(state);
      known = new StateFolder(path, new JacksonJson());
      folder = known;
    }
    return known;
  }

  private static @Nullable Path named(String value) {
    return value.equals(NONE) ? null : Path.of(value);
  }

  /** Returns the usual folder of an environment; null if it has no home. */
  static @Nullable Path standard(Map<String, String> environment, @Nullable String home) {
    String systemd = environment.get("STATE_DIRECTORY"); // several are separated by colons
    if (systemd != null && !systemd.isEmpty()) {
      return Path.of(systemd.split(":", -1)[0]);
    }
    String base = environment.get("XDG_STATE_HOME"); // relative paths are invalid there
    if (base != null && Path.of(base).isAbsolute()) {
      return Path.of(base, "obdio");
    }
    return home == null || home.isBlank() || home.equals("?")
        ? null
        : Path.of(home, ".local", "state", "obdio");
  }
}
