package io.obdio.socketio.app.car;

import io.obdio.core.recording.RecordingOptions;
import io.obdio.socketio.app.failure.UserError;
import java.io.IOException;
import java.nio.file.Path;

/** The title and the file of a trace. */
public final class Traces {

  private Traces() {}

  /** Returns the title of a trace: the transport and the systems that a report of a fault names. */
  public static String title(String transport) {
    String version = Traces.class.getPackage().getImplementationVersion();
    return transport
        + ", obdio "
        + (version == null ? "(not packaged)" : version)
        + ", Java "
        + System.getProperty("java.version", "?")
        + ", "
        + System.getProperty("os.name", "?")
        + " "
        + System.getProperty("os.arch", "?");
  }

  /**
   * Checks that a file may be replaced by a trace.
   *
   * @throws UserError if it is another file
   * @throws IOException if it cannot be read
   */
  static void requireReplaceable(Path file) throws IOException {
    if (!RecordingOptions.isReplaceable(file)) {
      throw new UserError("--trace " + file + " exists and is not a trace: choose another name");
    }
  }
}
