package io.obdio.socketio.app.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.obdio.core.definition.DefinitionException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A real car's answers (OBDb's Toyota-RAV4) through the loaded signal sets. The data are not part
 * of the project: OBDIO_OBDB_DATA names the folder that has them.
 */
@Tag("needs-data")
class RealAnswersTest {

  @Test
  void everyValueComesOutRight() throws DefinitionException {
    Path data = data();
    CheckResult result =
        DefinitionChecker.check(
            List.of(
                data.resolve("toyota-rav4.signals.json"), data.resolve("saej1979.signals.json")),
            data.resolve("toyota-rav4.replies.jsonl"));
    assertTrue(result.isAllRight(), result + "\n" + result.failures());
    assertEquals(1334, result.replies());
    assertEquals(List.of(), result.problems());
  }

  private static Path data() {
    String folder = System.getenv("OBDIO_OBDB_DATA");
    boolean there = folder != null && Files.isDirectory(Path.of(folder));
    if (!there && "1".equals(System.getenv("OBDIO_REQUIRE_ALL"))) {
      throw new AssertionError("OBDIO_OBDB_DATA names no folder");
    }
    Assumptions.assumeTrue(there, "OBDIO_OBDB_DATA names no folder with OBDb data");
    return Path.of(folder);
  }
}
