package io.obdio.socketio.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.obdio.core.unit.Quantity;
import io.obdio.core.unit.Units;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The rows of a trip: from responses to the database, and back as samples, series and frames. */
class TripSamplesTest {

  @TempDir Path folder;

  private final FakeClock clock = new FakeClock();

  private StoreFixture fixture() throws Exception {
    return new StoreFixture(folder.resolve("history.db"), clock);
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
