package io.obdio.socketio.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class VehicleRangesTest {

  private static List<VehiclePattern> patterns(String... texts) {
    return Stream.of(texts).map(VehiclePattern::new).toList();
  }

  private static List<String> ranges(String... texts) {
    return VehicleRanges.of(patterns(texts)).ranges().stream()
        .map(range -> printable(range.from()) + ".." + printable(range.to()) + range.patterns())
        .toList();
  }

  private static String printable(String text) {
    return text.replace('\0', '0').replace('\uffff', '~');
  }

  @Test
  void aPatternIsLookedForWhereItsBeginningIs() {
    assertEquals(List.of("..~[]"), ranges());
    assertEquals(List.of("..~[*]"), ranges("*"));
    assertEquals(List.of("..~[?AN]"), ranges("?AN"));
    assertEquals(List.of("VAN-..VAN-~[VAN-*]"), ranges("VAN-*"));
    assertEquals(List.of("VAN_1..VAN_10[VAN_1]"), ranges("VAN_1"), "10: the next possible text");
    assertEquals(List.of("A..A~[A*]", "B..B0[B]"), ranges("B", "A*"));
  }

  @Test
  void rangesInsideOthersAreJoined() {
    assertEquals(List.of("VAN..VAN~[VAN*, VAN-1*, VAN-2]"), ranges("VAN-2", "VAN-1*", "VAN*"));
    assertEquals(List.of("..~[*, VAN*]"), ranges("VAN*", "*"));
    assertEquals(List.of("V_1..V_10[V_1, V_1]"), ranges("V_1", "V_1"));
  }

  /** Every id is in the range of each pattern that it matches, and the ranges are ascending. */
  @Test
  void noIdIsLost() {
    SplittableRandom random = new SplittableRandom(17);
    for (int round = 0; round < 2_000; round++) {
      List<VehiclePattern> patterns = new ArrayList<>();
      for (int i = random.nextInt(5); i >= 0; i--) {
        patterns.add(new VehiclePattern(text(random, "AB.*?")));
      }
      List<VehicleRanges.Range> ranges = VehicleRanges.of(patterns).ranges();
      for (int i = 1; i < ranges.size(); i++) {
        assertTrue(ranges.get(i - 1).to().compareTo(ranges.get(i).from()) <= 0, ranges::toString);
      }
      String id = text(random, "AB.");
      boolean expected = patterns.stream().anyMatch(pattern -> pattern.matches(id));
      boolean found =
          ranges.stream()
              .filter(range -> range.from().compareTo(id) <= 0 && id.compareTo(range.to()) < 0)
              .anyMatch(range -> range.patterns().stream().anyMatch(each -> each.matches(id)));
      assertEquals(expected, found, () -> id + " " + patterns);
    }
  }

  private static String text(SplittableRandom random, String characters) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(4); i >= 0; i--) {
      text.append(characters.charAt(random.nextInt(characters.length())));
    }
    return text.toString();
  }
}
