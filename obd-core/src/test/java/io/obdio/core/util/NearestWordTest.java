package io.obdio.core.util;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestWordTest {

  @ParameterizedTest
  @CsvSource({
    "'', '', 0",
    "rpm, rpm, 0",
    "rpm, '', 3",
    "'', rpm, 3",
    "rpm, rmp, 2",
    "kitten, sitting, 3",
    "flaw, lawn, 2",
  })
  void countsInsertionsDeletionsAndReplacements(String a, String b, int distance) {
    assertEquals(distance, NearestWord.distance(a, b));
    assertEquals(distance, NearestWord.distance(b, a));
  }

  @ParameterizedTest
  @CsvSource({
    "pot, port",
    "PROT, port",
    "transprt, transport",
    "trnspot, transport",
    "warp, port", // two replacements and more are too far, unless the word is long
    "recrod, record",
  })
  void findsTheNearest(String word, String expected) {
    List<String> known = List.of("port", "transport", "record");
    Optional<String> found = NearestWord.of(word, known);
    assertEquals(word.equals("warp") ? Optional.empty() : Optional.of(expected), found);
  }

  @Test
  void ofEquallyNearWordsTheFirstWins() {
    assertEquals(Optional.of("bat"), NearestWord.of("at", List.of("bat", "cat")));
    assertEquals(Optional.of("cat"), NearestWord.of("at", List.of("bats", "cat", "bat")));
    assertEquals(Optional.empty(), NearestWord.of("at", List.of()));
  }
}
