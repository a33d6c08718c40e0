package io.obdio.socketio.app.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The comparison of a file with the variable {@code JOURNAL_STREAM}, as in systemd.exec(5). */
class JournalStreamTest {

  @TempDir Path folder;

  @Test
  @EnabledOnOs(OS.LINUX)
  void theNumbersOfDeviceAndInodeDecide() throws Exception {
    Path file = Files.createFile(folder.resolve("stream"));
    Path other = Files.createFile(folder.resolve("other"));
    Process stat = new ProcessBuilder("stat", "-c", "%d:%i", file.toString()).start();
    String stream =
        new String(stat.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    assertEquals(0, stat.waitFor());
    assertTrue(JournalStream.leadsTo(stream, file), stream);
    assertFalse(JournalStream.leadsTo(stream, other), stream);
  }

  @Test
  void withoutVariableOrFileThereIsNoJournal() {
    assertFalse(JournalStream.leadsTo(null, folder));
    assertFalse(JournalStream.leadsTo("1:2", folder.resolve("missing")));
    assertFalse(JournalStream.isStandardError(Map.of()));
  }
}
