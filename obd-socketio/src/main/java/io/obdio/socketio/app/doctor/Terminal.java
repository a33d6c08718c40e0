package io.obdio.socketio.app.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Whether a person reads the output. */
public final class Terminal {

  private static final Path ERROR_OUTPUT = Path.of("/proc/self/fd/2");

  private Terminal() {}

  /** Returns whether the error output is a terminal; false where that is not known. */
  public static boolean isErrorOutput() {
    try {
      String target = Files.readSymbolicLink(ERROR_OUTPUT).toString();
      return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty");
    } catch (IOException | UnsupportedOperationException e) {
      return false;
    }
  }
}
