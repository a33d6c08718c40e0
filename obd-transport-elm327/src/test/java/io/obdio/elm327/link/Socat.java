package io.obdio.elm327.link;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A pseudo-terminal whose other side is a TCP connection: a serial device to put anything behind.
 */
public final class Socat implements AutoCloseable {

  private static final long DEADLINE_SECONDS = 60;

  private final Process process;

  private Socat(Process process) {
    this.process = process;
  }

  /** Skips the test without socat, unless everything is required. */
  public static void require() {
    boolean there = false;
    for (String directory : System.getenv().getOrDefault("PATH", "").split(File.pathSeparator)) {
      there |= !directory.isEmpty() && Files.isExecutable(Path.of(directory, "socat"));
    }
    if (!there && "1".equals(System.getenv("OBDIO_REQUIRE_ALL"))) {
      fail("socat is not installed, and everything is required");
    }
    assumeTrue(there, "socat is not installed");
  }

  /** Makes {@code device} and connects it with a port of this machine; waits until it is there. */
  public static Socat plugIn(Path device, int port) throws IOException {
    Files.deleteIfExists(device);
    Process process =
        new ProcessBuilder("socat", "PTY,raw,echo=0,link=" + device, "TCP:127.0.0.1:" + port)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    Socat socat = new Socat(process);
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(DEADLINE_SECONDS);
    while (!Files.exists(device)) {
      if (!process.isAlive() || System.nanoTime() - deadline > 0) {
        socat.close();
        fail("socat made no " + device);
      }
      LockSupport.parkNanos(5_000_000);
    }
    return socat;
  }

  /** True until it ends. */
  public boolean isAlive() {
    return process.isAlive();
  }

  /** Ends it, and with it the device. */
  @Override
  public void close() {
    process.destroyForcibly();
    try {
      assertTrue(process.waitFor(DEADLINE_SECONDS, TimeUnit.SECONDS), "socat does not end");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
