package io.obdio.socketio.fleet.face;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.obdio.socketio.access.VehiclePattern;
import io.obdio.socketio.access.VehicleRanges;
import io.obdio.socketio.fleet.Page;
import io.obdio.socketio.fleet.VehicleInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PageSearchTest {

  private static final int VEHICLES = 1_000;

  private final MemoryFleet fleet = new MemoryFleet();

  /** Adds V000 to V999, of which every tenth is offline. */
  @BeforeEach
  void add() {
    IntStream.range(0, VEHICLES).forEach(i -> fleet.add("V%03d".formatted(i), i % 10 != 0));
  }

  private PageSearch search(String after, int limit, String text, String... patterns) {
    VehicleRanges visible = VehicleRanges.of(Stream.of(patterns).map(VehiclePattern::new).toList());
    return new PageSearch(fleet, visible, after, limit, text, false);
  }

  private static List<String> ids(Page<VehicleInfo> page) {
    return page.items().stream().map(VehicleInfo::id).toList();
  }

  /** Returns the ids of all pages, each searched in turns of some steps. */
  private List<String> all(int limit, int steps, String text, String... patterns) {
    List<String> ids = new ArrayList<>();
    String after = "";
    do {
      PageSearch search = search(after, limit, text, patterns);
      boolean complete = false;
      for (int turns = 0; !complete; turns++) {
        assertTrue(turns <= 2 * VEHICLES, "each turn examines a vehicle at least");
        complete = search.advance(steps);
      }
      List<String> page = ids(search.page());
      assertTrue(page.size() == limit || search.page().next().isEmpty());
      ids.addAll(page);
      after = search.page().next();
    } while (!after.isEmpty());
    return ids;
  }

  @Test
  void pagesAreTheSameInTurnsOfAnySize() {
    List<String> expected =
        IntStream.range(0, VEHICLES)
            .mapToObj("V%03d"::formatted)
            .filter(id -> id.startsWith("V12") || id.endsWith("77") || id.equals("V500"))
            .toList();
    for (int steps : List.of(1, 2, 7, 100, 1_000_000)) {
      for (int limit : List.of(1, 3, 20, 21, 500)) {
        assertEquals(expected, all(limit, steps, "", "V12*", "*77", "V500"), steps + " " + limit);
      }
    }
  }

  @Test
  void theTextIsSearchedInIdAndVin() {
    assertEquals(List.of("V123"), all(5, 10, "vinv123"));
    assertEquals(List.of("V123"), all(5, 10, "v123", "V1*"));
    assertEquals(List.of(), all(5, 10, "v123", "V2*"));
  }

  @Test
  void vehiclesThatNoPatternCanMatchAreNotExamined() {
    PageSearch search = search("", 500, "", "V001", "V1234", "V99?", "V5005*");
    assertTrue(search.advance(30), "11 vehicles are compared with a pattern");
    assertEquals(11, search.page().items().size());
    PageSearch last = search("V998", 500, "", "V001", "V99?");
    assertTrue(last.advance(3));
    assertEquals(List.of("V999"), ids(last.page()));
  }

  @Test
  void aTurnExaminesNoMoreThanItsSteps() {
    PageSearch search = search("", 10, "nothing");
    for (int turn = 0; turn < 9; turn++) {
      assertFalse(search.advance(100));
    }
    assertTrue(search.advance(101));
    assertEquals(List.of(), search.page().items());
    PageSearch patterns = search("", 10, "nothing", "*x1", "*x2", "*x3");
    assertFalse(patterns.advance(4 * VEHICLES - 4), "a vehicle and three patterns are four steps");
    assertTrue(patterns.advance(4));
  }

  @Test
  void offlineVehiclesAreLeftOut() {
    PageSearch search = new PageSearch(fleet, VehicleRanges.of(List.of()), "V018", 3, "", true);
    assertTrue(search.advance(100));
    assertEquals(List.of("V019", "V021", "V022"), ids(search.page()));
    assertEquals("V022", search.page().next());
  }
}
