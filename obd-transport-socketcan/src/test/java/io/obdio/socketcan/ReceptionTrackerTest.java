package io.obdio.socketcan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.obdio.isotp.can.CandumpFormat;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReceptionTrackerTest {

  /** Frames and, for each, whether there may be something to read. */
  @ParameterizedTest
  @CsvSource({
    "0, 7E8#0141, true",
    "0, 7E8#1009010203040506 7E8#21070809, false true",
    "0, 7E8#1014010203040506 7E8#2107080900010203, false false",
    "0, 7E8#1014010203040506 7E8#2107080900010203 7E8#2207080900010203, false false true",
    "0, 7E8#1014010203040506 7E8#2207080900010203 7E8#2107080900010203, false true false",
    "0, 7E8#1014010203040506 7E8#1009010203040506 7E8#21070809, false true true",
    "0, 7E8#1014010203040506 7E8#0141 7E8#2107080900010203, false true false",
    "0, 7E8#300000 7E8#2101 7E8#00, false false false",
    "1, 7E8#F110080102030405 7E8#F121060708, false true"
  })
  void reportsWhenThereIsSomethingToRead(int prefix, String frames, String expected) {
    ReceptionTracker tracker = new ReceptionTracker(prefix);
    List<String> seen = new ArrayList<>();
    for (String frame : frames.replaceAll("(?<=[0-9A-F]) (?=[0-9A-F]{1,2}( |$))", "").split(" ")) {
      seen.add("" + tracker.onFrame(CandumpFormat.parse(frame)));
    }
    assertEquals(expected, String.join(" ", seen));
    tracker.reset();
    assertFalse(tracker.incomplete());
  }
}
