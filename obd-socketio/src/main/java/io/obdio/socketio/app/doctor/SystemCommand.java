package io.obdio.socketio.app.doctor;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The output of programs of the operating system that only read. */
final class SystemCommand {

  private static final int MAX_BYTES = 1 << 20;
  private static final long SECONDS = 5;

  private SystemCommand() {}

  /** Returns what a program prints; empty if it is not installed, fails or takes over 5 s. */
  static Optional<String> output(List<String> command) throws InterruptedException {
    if (!isInstalled(command.get(0))) {
      return Optional.empty();
    }
    Process process;
    try {
      process =
          new ProcessBuilder(command)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
              .start();
    } catch (IOException e) {
      return Optional.empty();
    }
    try (InputStream out = process.getInputStream()) {
      // The outputs are small: they fit into the pipe, so that the program ends without a reader.
      if (!process.waitFor(SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
        return Optional.empty();
      }
      return Optional.of(new String(out.readNBytes(MAX_BYTES), StandardCharsets.UTF_8));
    } catch (IOException e) {
      return Optional.empty();
    } finally {
      process.destroyForcibly();
    }
  }

  private static boolean isInstalled(String name) {
    for (String folder : System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1)) {
      if (!folder.isEmpty() && Files.isExecutable(Path.of(folder, name))) {
        return true;
      }
    }
    return false;
  }
}
