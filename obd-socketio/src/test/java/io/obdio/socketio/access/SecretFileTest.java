package io.obdio.socketio.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.obdio.socketio.testing.CapturedLog;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretFileTest {

  @TempDir Path folder;

  private static void allow(Path file, String permissions) throws Exception {
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
  }

  /** A start reads some files twice: to check the flags, and to use them. */
  @Test
  void theWarningAboutAFileIsLoggedOnceUntilItIsCorrected() throws Exception {
    Path file = folder.resolve("password");
    Files.writeString(file, "secret\n");
    try (CapturedLog log = new CapturedLog()) {
      allow(file, "rw-r--r--");
      assertEquals("secret", SecretFile.firstLine(file));
      assertEquals("secret", SecretFile.firstLine(file));
      assertEquals(1, warnings(log, file).size());
      assertTrue(warnings(log, file).get(0).contains("run 'chmod 600 " + file + "'"));
      allow(file, "rw-------");
      assertEquals("secret", SecretFile.firstLine(file));
      assertEquals(1, warnings(log, file).size());
      allow(file, "rw-rw----");
      assertEquals("secret", SecretFile.firstLine(file));
      assertEquals(2, warnings(log, file).size());
    }
  }

  private static List<String> warnings(CapturedLog log, Path file) {
    return log.complaints().stream().filter(line -> line.contains(file.toString())).toList();
  }
}
