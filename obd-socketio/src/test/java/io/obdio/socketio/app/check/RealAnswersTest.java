package io.obdio.socketio.app.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.obdio.core.definition.DefinitionException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Answers of real vehicles (OBDb's Toyota-RAV4, BMW-i3, Porsche-Taycan) through their signal sets.
 * The data are not part of the project: OBDIO_OBDB_DATA names the folder that has them.
 */
@Tag("needs-data")
class RealAnswersTest {

  @ParameterizedTest
  @CsvSource({"toyota-rav4, 1334, 7279", "bmw-i3, 388, 2988", "porsche-taycan, 561, 4647"})
  void everyValueComesOutRight(String make, int replies, int values) throws DefinitionException {
    Path data = data();
    CheckResult result =
        DefinitionChecker.check(
            List.of(data.resolve(make + ".signals.json")),
            data.resolve(make + ".replies.jsonl"),
            OptionalInt.empty());
    assertTrue(result.isAllRight(), result + "\n" + result.failures());
    assertEquals(replies, result.replies());
    assertEquals(values, result.values().size());
    assertEquals(List.of(), result.problems());
  }

  @ParameterizedTest
  @CsvSource({
    "toyota-rav4, ADAPTER, 7279, {RIGHT=7279}",
    "toyota-rav4, CAN_BUS, 7279, {RIGHT=7279}",
    "bmw-i3, ADAPTER, 2988, {RIGHT=2988}",
    "bmw-i3, CAN_BUS, 2988, {RIGHT=2988}",
    "porsche-taycan, ADAPTER, 4647, {RIGHT=4647}",
    "porsche-taycan, CAN_BUS, 4647, {RIGHT=4647}",
  })
  void everyValueArrivesThroughATransport(String make, LiveLink link, int values, String kinds)
      throws DefinitionException {
    Path data = data();
    CheckResult result =
        DefinitionChecker.check(
            List.of(data.resolve(make + ".signals.json"), data.resolve("saej1979.signals.json")),
            data.resolve(make + ".replies.jsonl"),
            OptionalInt.empty(),
            link);
    assertEquals(values, result.values().size());
    assertEquals(kinds.replace(';', ','), result.counts().toString());
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
