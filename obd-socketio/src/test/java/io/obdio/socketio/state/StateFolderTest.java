package io.obdio.socketio.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.obdio.socketio.json.jackson.JacksonJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The folder of state files: what is written is read again, and nothing else remains. */
@Timeout(60)
class StateFolderTest {

  private static final String FILE = "things.json";

  @TempDir Path folder;

  private StateFolder open() {
    return new StateFolder(folder.resolve("state"), new JacksonJson());
  }

  private List<String> files() throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("state"))) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void nothingIsWrittenBeforeTheFirstFile() {
    try (StateFolder state = open()) {
      assertEquals(Map.of(), state.read(FILE));
    }
    assertFalse(Files.exists(folder.resolve("state")));
  }

  @Test
  void aFileIsReadByTheNextProgram() throws Exception {
    try (StateFolder state = open()) {
      state.write(FILE, Map.of("a", List.of(1, 2))).get();
    }
    try (StateFolder state = open()) {
      assertEquals(Map.of("a", List.of(1, 2)), state.read(FILE));
    }
    assertEquals(List.of(FILE), files());
    assertEquals(
        "rwx------",
        PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("state"))));
    assertEquals(
        "rw-------",
        PosixFilePermissions.toString(
            Files.getPosixFilePermissions(folder.resolve("state").resolve(FILE))));
  }

  @Test
  void theNewestContentOfAFileIsWrittenAndEachCallerIsNotified() throws Exception {
    List<CompletableFuture<?>> written = new ArrayList<>();
    try (StateFolder state = open()) {
      for (int i = 1; i <= 500; i++) {
        written.add(state.write(FILE, Map.of("i", i)));
      }
      for (CompletableFuture<?> each : written) {
        each.get();
      }
      assertEquals(Map.of("i", 500), state.read(FILE));
    }
    assertEquals(List.of(FILE), files());
  }

  @Test
  void closeWaitsForWhatIsQueued() throws Exception {
    StateFolder state = open();
    CompletableFuture<?> written = state.write(FILE, Map.of("i", 1));
    state.close();
    assertTrue(written.isDone());
    assertTrue(state.write(FILE, Map.of("i", 2)).isCompletedExceptionally());
    assertTrue(state.write(FILE, Map.of("i", 3)).isCompletedExceptionally());
  }

  @Test
  void aBrokenFileIsSetAside() throws Exception {
    Files.createDirectories(folder.resolve("state"));
    for (String broken : List.of("", "{\"a\": ", "[1]", "null")) {
      Files.writeString(folder.resolve("state").resolve(FILE), broken);
      try (StateFolder state = open()) {
        assertEquals(Map.of(), state.read(FILE), broken);
      }
      assertEquals(List.of(FILE + ".broken"), files(), broken);
    }
  }

  @Test
  void aFileThatIsTooLargeIsRefusedAndTheFormerOneRemains() throws Exception {
    try (StateFolder state = open()) {
      state.write(FILE, Map.of("i", 1)).get();
      String large = "x".repeat(StateFolder.MAX_BYTES);
      assertThrows(ExecutionException.class, () -> state.write(FILE, Map.of("i", large)).get());
      assertEquals(Map.of("i", 1), state.read(FILE));
    }
  }

  @Test
  void aFolderThatCannotBeWrittenIsReportedToTheCaller() throws Exception {
    Files.writeString(folder.resolve("state"), "a file where the folder would be");
    try (StateFolder state = open()) {
      assertThrows(ExecutionException.class, () -> state.write(FILE, Map.of("i", 1)).get());
    }
  }

  @Test
  void withoutAFolderNothingIsKept() throws Exception {
    try (StateFolder state = new StateFolder(null, new JacksonJson())) {
      assertFalse(state.isPersistent());
      state.write(FILE, Map.of("i", 1)).get();
      assertEquals(Map.of(), state.read(FILE));
    }
  }

  @Test
  void namesThatAreNoStateFilesAreRefused() {
    try (StateFolder state = open()) {
      for (String name : List.of("../x.json", "x", "X.json", "a/b.json", ".json", "")) {
        assertThrows(IllegalArgumentException.class, () -> state.read(name), name);
      }
    }
  }
}
