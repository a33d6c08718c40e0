package io.obdio.socketio.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VehiclePatternTest {

  @ParameterizedTest
  @CsvSource({
    "VAN-*, VAN-1, true",
    "VAN-*, VAN-, true",
    "VAN-*, van-1, false",
    "VAN-*, XVAN-1, false",
    "VAN-1, VAN-1, true",
    "VAN-1, VAN-12, false",
    "VAN-12, VAN-1, false",
    "VAN-?, VAN-7, true",
    "VAN-?, VAN-77, false",
    "VAN-?, VAN-, false",
    "*, anything, true",
    "**, a, true",
    "*-7, truck-7, true",
    "*-7, truck-77, false",
    "a*b*c, abc, true",
    "a*b*c, aXbbXbc, true",
    "a*b*c, acb, false",
    "*ab, aab, true",
    "*a?, aaa, true",
    "a.c, abc, false",
    "a.c, a.c, true",
    "?*, a, true",
    "*?*?*, a, false",
    "*?*?*, ab, true"
  })
  void theWholeIdMatches(String pattern, String id, boolean expected) {
    assertEquals(expected, new VehiclePattern(pattern).matches(id));
  }

  @Test
  void otherCharactersAreRefused() {
    for (String text : List.of("", "a b", "[ab]", "a/b", "a+", "#", "ä", "a,b", "x".repeat(65))) {
      assertThrows(IllegalArgumentException.class, () -> new VehiclePattern(text), text);
    }
  }

  /** A matcher that tries every division of the id at each star would need 64!/(32!)^2 steps. */
  @Test
  void manyStarsCostNoMoreThanTheProductOfTheLengths() {
    VehiclePattern pattern = new VehiclePattern("*a".repeat(31) + "*b");
    String id = "a".repeat(64);
    assertTimeoutPreemptively(
        Duration.ofSeconds(5),
        () -> {
          for (int i = 0; i < 10_000; i++) {
            assertFalse(pattern.matches(id));
          }
        });
  }

  /** Compares random patterns with a definition that is obviously right, and slow. */
  @Test
  void agreesWithTheRecursiveDefinition() {
    Random random = new Random(17);
    int matched = 0;
    for (int i = 0; i < 50_000; i++) {
      String pattern = text(random, "ab*?", 1 + random.nextInt(7));
      String id = text(random, "ab", random.nextInt(8));
      boolean expected = defined(pattern, id);
      matched += expected ? 1 : 0;
      assertEquals(expected, new VehiclePattern(pattern).matches(id), pattern + " on " + id);
    }
    assertFalse(matched < 1_000, "too few of the random pairs match: " + matched);
  }

  private static String text(Random random, String letters, int length) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.append(letters.charAt(random.nextInt(letters.length())));
    }
    return text.toString();
  }

  private static boolean defined(String pattern, String id) {
    if (pattern.isEmpty()) {
      return id.isEmpty();
    }
    String rest = pattern.substring(1);
    if (pattern.charAt(0) == '*') {
      return defined(rest, id) || !id.isEmpty() && defined(pattern, id.substring(1));
    }
    return !id.isEmpty()
        && (pattern.charAt(0) == '?' || pattern.charAt(0) == id.charAt(0))
        && defined(rest, id.substring(1));
  }
}
