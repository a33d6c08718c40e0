package io.obdio.core.util;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TextFilesTest {

  @TempDir Path folder;

  @Test
  void readsUpToTheLimit() throws IOException {
    Path file = Files.writeString(folder.resolve("a.txt"), "h\u00e9llo");
    assertEquals("h\u00e9llo", TextFiles.read(file, 6));
    assertThrows(IOException.class, () -> TextFiles.read(file, 5));
  }

  @Test
  void refusesWhatIsNoText() throws IOException {
    Path file = Files.write(folder.resolve("b.txt"), new byte[] {(byte) 0xFF});
    assertThrows(CharacterCodingException.class, () -> TextFiles.read(file, 100));
  }

  @Test
  void refusesFoldersAndMissingFiles() {
    assertThrows(IOException.class, () -> TextFiles.read(folder, 100));
    assertThrows(NoSuchFileException.class, () -> TextFiles.read(folder.resolve("missing"), 100));
  }

  @Test
  void refusesDevices() {
    Path zero = Path.of("/dev/zero");
    assumeTrue(Files.exists(zero), "there is no /dev/zero");
    assertTimeoutPreemptively(
        Duration.ofSeconds(20),
        () -> assertThrows(IOException.class, () -> TextFiles.read(zero, 100)));
  }
}
