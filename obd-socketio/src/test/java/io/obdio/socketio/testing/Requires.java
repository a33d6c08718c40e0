package io.obdio.socketio.testing;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/** Decides what happens when a test's outside tool is missing: skipped, or failed in CI. */
public final class Requires {
  private static final boolean ALL = "1".equals(System.getenv("OBDIO_REQUIRE_ALL"));

  private Requires() {}

  /** Continues if the condition holds; else fails where everything is required, skips elsewhere. */
  public static void that(boolean condition, String missing) {
    if (ALL) {
      Assertions.assertTrue(condition, missing + " (OBDIO_REQUIRE_ALL=1)");
    } else {
      Assumptions.assumeTrue(condition, missing);
    }
  }

  /** Whether a command runs and ends with 0 within 20 s. */
  public static boolean runs(String... command) {
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (!process.waitFor(20, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        return false;
      }
      return process.exitValue() == 0;
    } catch (java.io.IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
