package io.obdio.socketio.app.failure;

import java.nio.file.Files;
import java.nio.file.Path;

/** Checks of files before they are used. */
public final class FileChecks {

  private FileChecks() {}

  /**
   * Checks that a file can be written, or created.
   *
   * @throws UserError if it cannot; the message names the cause
   */
  public static void requireWritable(Path file) {
    Path folder = file.toAbsolutePath().getParent();
    if (Files.isDirectory(file)) {
      throw new UserError(file + " is a folder: name a file");
    }
    if (folder != null && !Files.isDirectory(folder)) {
      throw new UserError(file + " cannot be written: there is no folder " + folder);
    }
    if (Files.exists(file)
        ? !Files.isWritable(file)
        : folder != null && !Files.isWritable(folder)) {
      throw new UserError(file + " cannot be written: permission denied");
    }
  }
}
