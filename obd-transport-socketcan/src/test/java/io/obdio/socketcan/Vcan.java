package io.obdio.socketcan;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** The virtual CAN interface that the suites use, and the programs of can-utils. */
final class Vcan {

  /** Its name. */
  static final String NAME = "vcan0";

  private Vcan() {}

  /** Skips where there is no vcan0, unless OBDIO_REQUIRE_CAN=1 requires it. */
  static void require() {
    try {
      CanInterface.ready(CanInterface.SYS, NAME);
    } catch (IOException e) {
      missing(e.getMessage() + " (or run dev/can-vm dev/run-can-suites)");
    }
  }

  /** Skips where a program of can-utils is missing. */
  static void requireProgram(String program) {
    for (String folder : System.getenv().getOrDefault("PATH", "").split(":", -1)) {
      if (Files.isExecutable(Path.of(folder, program))) {
        return;
      }
    }
    missing("there is no " + program + "; type: sudo apt-get install can-utils");
  }

  private static void missing(String reason) {
    if ("1".equals(System.getenv("OBDIO_REQUIRE_CAN"))) {
      fail(reason);
    }
    abort(reason);
  }

  /** Runs a shell command to its end. */
  static void run(String command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder("sh", "-c", command).redirectErrorStream(true).start();
    byte[] output = process.getInputStream().readAllBytes();
    if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
      process.destroyForcibly();
      throw new IOException(
          command + ": " + new String(output, java.nio.charset.StandardCharsets.UTF_8));
    }
  }
}
