package io.obdio.socketio.history;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The trouble codes that the history keeps, in virtual time. */
class CodesSeenTest {

  @TempDir Path folder;

  private final FakeClock clock = new FakeClock();

  private StoreFixture fixture() throws Exception {
    return new StoreFixture(folder.resolve("history.db"), clock);
  }

  @Test
  void troubleCodesAreCountedByAppearance() throws Exception {
    long first = clock.wall;
    try (StoreFixture fixture = fixture()) {
      fixture.recorder.identified("VIN1");
      fixture.add(Responses.of("GET_DTC", "43010301", clock.wall));
      assertEquals(List.of("P0301"), fixture.appeared.stream().map(CodeSeen::code).toList());
      fixture.recorder.addFreezeFrame(fixture.appeared.get(0), Map.of("RPM", "2450.0 rpm"));
      clock.advance(60_000);
      fixture.add(Responses.of("GET_DTC", "4300", clock.wall));
      clock.advance(60_000);
      fixture.add(Responses.of("GET_DTC", "4302030104 20".replace(" ", ""), clock.wall));
      fixture.add(Responses.of("GET_CURRENT_DTC", "47010420", clock.wall));
      fixture.commit();
    }
    try (StoreFixture fixture = fixture()) {
      fixture.recorder.identified("VIN1");
      clock.advance(60_000);
      fixture.add(Responses.of("GET_DTC", "43010301", clock.wall));
      assertEquals(List.of(), fixture.appeared);
      fixture.commit();
      try (HistoryReader reader = fixture.reader()) {
        List<CodeSeen> codes = reader.codes();
        assertEquals(
            List.of("stored P0301 2 true", "pending P0420 1 true", "stored P0420 1 false"),
            codes.stream()
                .map(c -> c.kind() + " " + c.code() + " " + c.times() + " " + c.present())
                .toList());
        CodeSeen misfire = codes.get(0);
        assertEquals(first, misfire.firstSeen());
        assertEquals(first + 180_000, misfire.lastSeen());
        assertEquals(Map.of("RPM", "2450.0 rpm"), misfire.freezeFrame());
        assertEquals("VIN1", misfire.vin());
      }
    }
  }

  @Test
  void anEcuThatDoesNotAnswerKeepsItsCodes() throws Exception {
    try (StoreFixture fixture = fixture()) {
      fixture.recorder.identified("VIN1");
      fixture.add(Responses.codes(Map.of("7E8", "43010301", "7E9", "43010700"), clock.wall));
      clock.advance(60_000);
      fixture.add(Responses.codes(Map.of("7E8", "43010301"), clock.wall));
      clock.advance(60_000);
      fixture.add(Responses.codes(Map.of("7E8", "4300", "7E9", "43010700"), clock.wall));
      assertEquals(2, fixture.appeared.size());
      fixture.commit();
      try (HistoryReader reader = fixture.reader()) {
        assertEquals(
            List.of("7E9 P0700 1 true", "7E8 P0301 1 false"),
            reader.codes().stream()
                .map(c -> c.ecu() + " " + c.code() + " " + c.times() + " " + c.present())
                .toList());
      }
    }
  }
}
