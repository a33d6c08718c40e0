package io.obdio.slcan;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A pair of connected pseudo-terminals, by socat: a serial cable. */
final class PseudoTerminals implements AutoCloseable {

  private static final long DEADLINE_SECONDS = 60;

  final Path host;
  final Path adapter;
  private final Process process;

  /** Creates a pair in a directory; waits until both exist. */
  PseudoTerminals(Path directory) throws IOException {
    Path hostLink = directory.resolve("host");
    Path adapterLink = directory.resolve("adapter");
    process =
        new ProcessBuilder(
                "socat", "PTY,raw,echo=0,link=" + hostLink, "PTY,raw,echo=0,link=" + adapterLink)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(DEADLINE_SECONDS);
    while (!Files.exists(hostLink) || !Files.exists(adapterLink)) {
      if (!process.isAlive() || System.nanoTime() - deadline > 0) {
        close();
        fail("socat created no pseudo-terminals");
      }
      LockSupport.parkNanos(5_000_000);
    }
    host = hostLink.toRealPath();
    adapter = adapterLink.toRealPath();
  }

  /** Skips the test without socat, unless everything is required. */
  static void require() {
    boolean available = false;
    for (String folder : System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1)) {
      available |= !folder.isEmpty() && Files.isExecutable(Path.of(folder, "socat"));
    }
    if (!available && "1".equals(System.getenv("OBDIO_REQUIRE_ALL"))) {
      fail("socat is not installed, and everything is required");
    }
    assumeTrue(available, "socat is not installed");
  }

  /** Unplugs the cable: both terminals disappear. */
  @Override
  public void close() {
    process.destroyForcibly();
    try {
      if (!process.waitFor(DEADLINE_SECONDS, TimeUnit.SECONDS)) {
        fail("socat does not end");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
