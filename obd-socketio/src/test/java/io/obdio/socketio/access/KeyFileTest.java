package io.obdio.socketio.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.obdio.socketio.testing.Requires;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Key files that are being written, that are no files, and names of keys. */
class KeyFileTest {

  private static final String KEY = "obd_a2345678901234567890";

  @TempDir Path folder;

  @Test
  void namesOfKeysMayHaveLettersOfAnyAlphabetButNoControlCharacters() {
    for (String name : List.of("B\u00fcro", "\u8eca 1", "phone@home_2.b-c")) {
      assertEquals(name, new AccessKey(name, KeyHash.of(KEY), Set.of(), null, List.of()).name());
    }
    for (String name : List.of("", " a", "a ", "a\nb", "a\u202eb", "a\"b", "x".repeat(65))) {
      assertThrows(
          IllegalArgumentException.class,
          () -> new AccessKey(name, KeyHash.of(KEY), Set.of(), null, List.of()));
    }
  }

  @Test
  void aKeyFileThatIsNoRegularFileOrTooLargeIsRefusedAtOnce() throws Exception {
    Path pipe = folder.resolve("pipe");
    Requires.that(
        new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor() == 0, "mkfifo failed");
    assertTimeoutPreemptively(
        Duration.ofSeconds(10),
        () -> {
          for (Path file : List.of(pipe, folder, Path.of("/dev/zero"))) {
            KeyFileException e =
                assertThrows(KeyFileException.class, () -> new YamlKeyFile().read(file));
            assertEquals(file + ": is not a regular file", e.getMessage());
          }
        });
    Path large = folder.resolve("large.yaml");
    Files.writeString(large, "# " + "x".repeat(1 << 20));
    KeyFileException e = assertThrows(KeyFileException.class, () -> new YamlKeyFile().read(large));
    assertEquals(large + ": has more than 1048576 bytes", e.getMessage());
  }

  @Test
  void aFileThatIsBeingWrittenIsReadWhenItDoesNotChangeAnyMore() throws Exception {
    Path file = folder.resolve("watched.yaml");
    Files.writeString(file, "[]");
    List<String> read = new ArrayList<>();
    try (KeyFileWatch watch =
        new KeyFileWatch(file, () -> read.add(content(file)), () -> read.add("."))) {
      watch.look();
      for (int i = 0; i < 3; i++) { // an editor empties the file, and writes it in parts
        Files.writeString(file, "# part".repeat(i));
        watch.look();
      }
      watch.look();
      watch.look();
      assertEquals(List.of(".", ".", ".", ".", "# part# part", ".", "."), read);
      Files.delete(file);
      watch.look();
      watch.look();
      assertEquals("missing", read.get(read.size() - 2));
    }
  }

  private static String content(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return "missing";
    }
  }
}
