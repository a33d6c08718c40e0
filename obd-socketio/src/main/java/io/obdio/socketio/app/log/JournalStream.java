package io.obdio.socketio.app.log;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The connection of a systemd service to the journal, which records the time of each line. */
public final class JournalStream {

  private static final String VARIABLE = "JOURNAL_STREAM";
  private static final Path STANDARD_ERROR = Path.of("/proc/self/fd/2");

  private JournalStream() {}

  /**
   * Returns whether standard error of this process is connected to the journal. The variable of
   * systemd alone does not show it: programs in a terminal may have inherited it.
   */
  public static boolean isStandardError(Map<String, String> environment) {
    return leadsTo(environment.get(VARIABLE), STANDARD_ERROR);
  }

  /**
   * Returns whether a file is the stream of a variable.
   *
   * @param stream numbers of the device and the inode, {@code 8:1234}; null if it is not set
   */
  static boolean leadsTo(@Nullable String stream, Path file) {
    if (stream == null) {
      return false;
    }
    try {
      Map<String, Object> numbers = Files.readAttributes(file, "unix:dev,ino");
      return stream.equals(numbers.get("dev") + ":" + numbers.get("ino"));
    } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
      return false; // not Linux
    }
  }
}
