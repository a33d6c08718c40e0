package io.obdio.socketio.history;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.obdio.core.unit.Quantity;
import io.obdio.core.unit.Units;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From responses to rows of the database, and back, in virtual time. */
class TripRecorderTest {

  @TempDir Path folder;

  private final FakeClock clock = new FakeClock();

  private StoreFixture fixture() throws Exception {
    return new StoreFixture(folder.resolve("history.db"), clock);
  }

  @Test
  void aTripIsKeptWithItsSamples() throws Exception {
    try (StoreFixture fixture = fixture()) {
      fixture.add(Responses.rpm(0, clock.wall), Responses.speed(0, clock.wall));
      fixture.pass(5_000);
      long begin = clock.wall;
      fixture.recorder.connected("@protocol \"6\" \"ISO 15765-4 (CAN 11/500)\" can");
      fixture.recorder.identified("WAUZZZ8K9AA000001");
      fixture.drive(60, 2000, 60);
      fixture.commit();

      Trip running = fixture.trips().get(0);
      assertTrue(running.running());
      assertEquals(begin, running.begin());
      assertEquals("WAUZZZ8K9AA000001", running.vin());
      assertTrue(running.protocol().startsWith("@protocol \"6\""));

      fixture.pass(300_001);
      fixture.commit();
      Trip trip = fixture.trips().get(0);
      assertFalse(trip.running());
      assertEquals(59_000, trip.duration());
      assertEquals(60 * 59 / 3600.0, trip.totals().distance(), 1e-9);
      assertEquals(1, fixture.trips().size());
      try (HistoryReader reader = fixture.reader()) {
        List<TripSignal> signals = reader.signals(trip.id());
        assertEquals(List.of("RPM", "SPEED"), signals.stream().map(TripSignal::name).toList());
        TripSignal rpm = signals.get(0);
        assertEquals("rpm", rpm.unit());
        assertEquals("revolutions_per_minute", rpm.unitName());
        assertEquals("010C", rpm.request());
        assertEquals("7E8", rpm.ecu());
        List<Sample> samples = reader.samples(trip.id(), List.of(rpm), 0, 3_000, 100);
        assertEquals(List.of(0L, 1_000L, 2_000L), samples.stream().map(Sample::millis).toList());
        assertEquals(2000.0, samples.get(0).value());
        assertArrayEquals(HexFormat.of().parseHex("410c1f40"), (byte[]) samples.get(0).answer());
      }
    }
  }

  @Test
  void valuesThatTheVehicleHasNotSentAreKeptInARunningTrip() throws Exception {
    List<TripHistory.OwnSample> place =
        List.of(
            new TripHistory.OwnSample("GPS_LATITUDE", "GPS latitude", degrees(48.1)),
            new TripHistory.OwnSample("GPS_LONGITUDE", "GPS longitude", degrees(-11.5)));
    try (StoreFixture fixture = fixture()) {
      fixture.recorder.addOwn(place);
      assertEquals(0, fixture.recorder.pendingRows());
      fixture.drive(3, 2000, 36);
      fixture.recorder.addOwn(place);
      fixture.commit();
      fixture.recorder.addOwn(place); // in the same ms: transactions do not overlap
      fixture.commit();
      try (HistoryReader reader = fixture.reader()) {
        TripSignal east = reader.signals(1).get(3);
        assertEquals(
            new TripSignal(4, "GPS_LONGITUDE", "°", "degree", "GPS longitude", "", ""), east);
        List<Sample> samples = reader.samples(1, List.of(east), 0, 10_000, 9);
        assertEquals(List.of(3_000L, 3_001L), samples.stream().map(Sample::millis).toList());
        assertEquals(-11.5, samples.get(0).value());
      }
    }
  }

  private static Quantity degrees(double value) {
    return new Quantity(value, Units.DEGREE);
  }

  @Test
  void aVehicleThatReportsNoMotionIsOnATripWhileItAnswers() throws Exception {
    try (StoreFixture fixture = fixture()) {
      fixture.add(Responses.of("COOLANT_TEMP", "41057B", clock.wall));
      assertNotNull(fixture.recorder.running());
    }
    try (StoreFixture fixture = new StoreFixture(folder.resolve("other.db"), clock)) {
      fixture.add(Responses.rpm(0, clock.wall), Responses.of("COOLANT_TEMP", "41057B", clock.wall));
      assertNull(fixture.recorder.running());
    }
  }

  @Test
  void aTripContinuesAfterAShortRestart() throws Exception {
    long begin = clock.wall;
    try (StoreFixture fixture = fixture()) {
      fixture.recorder.identified("VIN1");
      fixture.drive(20, 2000, 36);
      fixture.commit();
      fixture.drive(5, 2000, 36); // lost
    }
    clock.monotonic = 0; // another boot
    clock.wall += 60_000;
    try (StoreFixture fixture = fixture()) {
      assertNull(fixture.recorder.running());
      fixture.drive(20, 2000, 36);
      fixture.recorder.identified("VIN1");
      fixture.commit();
      fixture.pass(400_000);
      fixture.commit();
      Trip trip = fixture.trips().get(0);
      assertEquals(1, fixture.trips().size());
      assertEquals(begin, trip.begin());
      assertEquals(25_000 + 60_000 + 19_000, trip.duration());
      assertEquals(2 * 19 * 36 / 3600.0, trip.totals().distance(), 1e-9);
      try (HistoryReader reader = fixture.reader()) {
        TripSignal rpm = reader.signals(trip.id()).get(0);
        List<Sample> samples = reader.samples(trip.id(), List.of(rpm), 0, 1_000_000, 100);
        assertEquals(40, samples.size());
        assertEquals(85_000, samples.get(20).millis());
      }
    }
  }

  @Test
  void afterALongGapOrWithAnotherVehicleANewTripBegins() throws Exception {
    try (StoreFixture fixture = fixture()) {
      fixture.drive(20, 2000, 36);
      fixture.commit();
    }
    clock.advance(300_001);
    try (StoreFixture fixture = fixture()) {
      fixture.recorder.identified("VIN1");
      fixture.drive(20, 2000, 36);
      fixture.recorder.identified("VIN2");
      fixture.drive(20, 2000, 36);
      fixture.commit();
      List<Trip> trips = fixture.trips();
      assertEquals(List.of("VIN2", "VIN1", ""), trips.stream().map(Trip::vin).toList());
      assertEquals(List.of(true, false, false), trips.stream().map(Trip::running).toList());
      assertEquals(List.of(3, 2, 1), trips.stream().map(Trip::id).toList());
    }
  }

  @Test
  void withAnUnsetClockATripIsDatedLater() throws Exception {
    clock.wall = 86_400_000; // 1970
    try (StoreFixture fixture = fixture()) {
      fixture.drive(30, 2000, 36);
      fixture.commit();
      assertFalse(fixture.trips().get(0).clockSet());
      clock.wall = FakeClock.NOON;
      fixture.recorder.tick();
      fixture.drive(30, 2000, 36);
      fixture.commit();
      Trip trip = fixture.trips().get(0);
      assertTrue(trip.clockSet());
      assertEquals(FakeClock.NOON - 30_000, trip.begin());
      assertEquals(59_000, trip.duration());
      assertEquals(1, fixture.trips().size());
    }
  }

  @Test
  void aTripWhoseClockWasNeverSetEndsWithTheRun() throws Exception {
    clock.wall = 86_400_000;
    try (StoreFixture fixture = fixture()) {
      fixture.drive(30, 2000, 36);
      fixture.commit();
    }
    clock.wall = FakeClock.NOON;
    try (StoreFixture fixture = fixture()) {
      fixture.commit();
      Trip trip = fixture.trips().get(0);
      assertFalse(trip.running());
      assertEquals(29_000, trip.duration());
    }
  }

  @Test
  void textsAreKeptWhenTheyChange() throws Exception {
    try (StoreFixture fixture = fixture()) {
      fixture.drive(1, 2000, 36);
      for (String hex : List.of("41030200", "41030200", "41030400", "41030400")) {
        fixture.add(Responses.of("FUEL_STATUS", hex, clock.wall));
        clock.advance(1_000);
      }
      fixture.commit();
      try (HistoryReader reader = fixture.reader()) {
        TripSignal fuel =
            reader.signals(1).stream()
                .filter(signal -> signal.name().equals("FUEL_STATUS"))
                .findFirst()
                .orElseThrow();
        List<Sample> states = reader.samples(1, List.of(fuel), 0, 100_000, 100);
        assertEquals(List.of(1_000L, 3_000L), states.stream().map(Sample::millis).toList());
        assertTrue(states.get(0).value().toString().contains("Closed loop"));
      }
    }
  }

  @Test
  void severalValuesOfAResponseAreCommandsOfTheirOwn() throws Exception {
    try (StoreFixture fixture = fixture()) {
      fixture.drive(1, 2000, 36);
      fixture.add(Responses.of("STATUS", "41018307E500", clock.wall));
      fixture.commit();
      try (HistoryReader reader = fixture.reader()) {
        List<TripSeries> series =
            reader.series(
                new SeriesQuery(1, List.of("STATUS.MIL", "STATUS.DTC_COUNT"), 0, 10_000, 10));
        assertEquals(1.0, series.get(0).points().mean(0));
        assertEquals(3.0, series.get(1).points().mean(0));
        assertEquals("0101", series.get(0).signal().request());
        assertEquals("", series.get(1).signal().request());
      }
    }
  }

  @Test
  void peaksRemainInASeriesOfFewPoints() throws Exception {
    try (StoreFixture fixture = fixture()) {
      fixture.drive(100, 2000, 36);
      fixture.drive(1, 6000, 36);
      fixture.drive(99, 1000, 36);
      fixture.commit();
      try (HistoryReader reader = fixture.reader()) {
        TripSeries series =
            reader.series(new SeriesQuery(1, List.of("RPM"), 0, 1_000_000, 4)).get(0);
        assertEquals(50_000.0, (double) series.bucket(), 1_000.0);
        SeriesPoints points = series.points();
        assertEquals(4, points.size());
        assertEquals(6000, points.high(2));
        assertEquals(1000, points.low(2));
        assertEquals(2000, points.mean(0), 1e-9);
        assertEquals(200, points.count(0) + points.count(1) + points.count(2) + points.count(3));
        TripSeries single =
            reader.series(new SeriesQuery(1, List.of("RPM"), 99_000, 102_000, 10)).get(0);
        assertEquals(0, single.bucket());
        assertEquals(3, single.points().size());
        assertEquals(100_000, single.points().millis(1));
      }
    }
  }

  @Test
  void theRunningTripContinuesWithRowsThatAreNotWritten() throws Exception {
    try (StoreFixture fixture = fixture()) {
      fixture.drive(20, 2000, 36);
      fixture.commit();
      fixture.drive(5, 3000, 36);
      TripSignal rpm = fixture.recorder.signals("RPM").get(0);
      List<Sample> pending = fixture.recorder.unwritten(1, Set.of(rpm.id()));
      assertEquals(5, pending.size());
      for (int points : new int[] {100, 5}) {
        SeriesQuery query = new SeriesQuery(1, List.of("RPM"), 0, 1_000_000, points);
        try (HistoryReader reader = fixture.reader()) {
          SeriesPoints merged = reader.series(query, rpm).continued(query, pending).points();
          assertEquals(3000, merged.high(merged.size() - 1));
          long count = 0;
          for (int i = 0; i < merged.size(); i++) {
            count += merged.count(i);
          }
          assertEquals(25, count);
        }
      }
      HistoryBatch taken = fixture.recorder.take();
      assertEquals(5, fixture.recorder.unwritten(1, Set.of(rpm.id())).size());
      fixture.store.write(taken);
      fixture.recorder.written();
      assertEquals(0, fixture.recorder.unwritten(1, Set.of(rpm.id())).size());
    }
  }

  @Test
  void rowsAreDroppedAndCountedIfTheDatabaseDoesNotAcceptThem() throws Exception {
    try (StoreFixture fixture = fixture()) {
      fixture.drive(PendingRows.MAX / 2, 2000, 36);
      assertEquals(0, fixture.recorder.dropped());
      fixture.drive(10, 2000, 36);
      assertEquals(20, fixture.recorder.dropped());
      assertEquals(PendingRows.MAX, fixture.recorder.pendingRows());
      fixture.recorder.take(); // not written
      fixture.drive(10, 2000, 36);
      assertEquals(40, fixture.recorder.dropped());
      fixture.commit();
      fixture.drive(10, 2000, 36);
      assertEquals(40, fixture.recorder.dropped());
    }
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

  @Test
  void framesAreReadOnceInOrderFromAPosition() throws Exception {
    try (StoreFixture fixture = fixture()) {
      for (int i = 0; i < 5; i++) {
        fixture.drive(10, 2000, 36);
        fixture.commit();
      }
      try (HistoryReader reader = fixture.reader()) {
        HistoryPosition position = reader.acknowledged("mqtt");
        assertEquals(0, position.seq());
        int frames = 0;
        long samples = 0;
        for (var frame = reader.frameAfter(position);
            frame.isPresent();
            frame = reader.frameAfter(position)) {
          position = frame.get().position();
          samples += frame.get().samples().size();
          frames++;
        }
        assertEquals(5, frames);
        assertEquals(100, samples);
        FrameRows.acknowledge(fixture.store.connection(), "mqtt", position.seq());
        FrameRows.acknowledge(fixture.store.connection(), "mqtt", 1);
        assertEquals(position, reader.acknowledged("mqtt"));
        HistoryPosition foreign = new HistoryPosition(position.epoch() + 1, position.seq());
        assertEquals(1, reader.frameAfter(foreign).orElseThrow().position().seq());
      }
    }
  }

  @Test
  void answersThatAreNotSampledAreKeptOncePerTrip() throws Exception {
    try (StoreFixture fixture = fixture()) {
      fixture.recorder.answered("0100", "7E8#4100BE1FA813");
      fixture.recorder.answered("0100", "7E9#410098180001");
      fixture.recorder.answered("0100", "7E8#4100BE1FA813");
      fixture.drive(2, 2000, 36);
      fixture.recorder.answered("010C", "7E8#410C0D48");
      fixture.recorder.answered("0902", "7E8#490201");
      fixture.commit();
      fixture.commit();
      try (HistoryReader reader = fixture.reader()) {
        assertEquals(
            List.of("0 0100 7E8#4100BE1FA813 7E9#410098180001", "1000 0902 7E8#490201"),
            reader.answers(1).stream()
                .map(a -> a.millis() + " " + a.request() + " " + a.answer())
                .toList());
      }
    }
  }
}
