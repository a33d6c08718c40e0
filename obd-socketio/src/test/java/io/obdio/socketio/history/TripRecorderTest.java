package io.obdio.socketio.history;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The begin and the end of trips, and their rows in the database, in virtual time. */
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
}
