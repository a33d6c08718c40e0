package io.obdio.core.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Compares the API of a module of two packages, one of them exported, with its list. */
class PublicApiCheckTest {

  @TempDir private Path module;

  @BeforeEach
  void exportOnePackage() throws IOException {
    Path sources = module.resolve("src/main/java");
    Path exported = sources.resolve("io/obdio/core/testkit");
    Files.createDirectories(exported);
    Files.createFile(exported.resolve("PublicApi.java"));
    Files.createFile(exported.resolve("ApiLines.java"));
    Files.createFile(exported.resolve("package-info.java"));
    Files.writeString(
        sources.resolve("module-info.java"),
        """
        module m {
          // exports io.obdio.core.none;
          exports io.obdio.core.testkit;
          exports io.obdio.core.other to n;
        }
        """);
  }

  @Test
  void theListHasThePublicTypesOfExportedPackages() throws IOException {
    PublicApi.check(module, true);
    assertEquals(
        List.of(
            "io.obdio.core.testkit.PublicApi: public final class",
            "  static check(): void throws IOException"),
        Files.readAllLines(module.resolve("api.txt")));
    PublicApi.check(module, false);
  }

  @Test
  void aDifferenceNamesItsLinesAndTheCommand() throws IOException {
    Files.writeString(
        module.resolve("api.txt"),
        """
        io.obdio.core.testkit.PublicApi: public final class
          static gone(): void
        """);
    AssertionError error = assertThrows(AssertionError.class, () -> PublicApi.check(module, false));
    String message = String.valueOf(error.getMessage());
    String type = "io.obdio.core.testkit.PublicApi:";
    assertTrue(message.contains("+ " + type + "  static check(): void throws"), message);
    assertTrue(message.contains("- " + type + "  static gone(): void"), message);
    assertTrue(message.contains("-Dapi.write=true"), message);
  }

  @Test
  void aMissingListIsADifference() {
    assertThrows(AssertionError.class, () -> PublicApi.check(module, false));
  }
}
