package io.obdio.socketio.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What leaves the database, and when, in virtual time. */
class RetentionTest {

  private static final long BIG = 1_000_000_000;

  @TempDir Path folder;

  private final FakeClock clock = new FakeClock();

  private StoreFixture fixture(long maxBytes, Duration maxAge, Duration thinAfter)
      throws Exception {
    return new StoreFixture(
        StoreFixture.limited(folder.resolve("history.db"), maxBytes, maxAge, thinAfter), clock);
  }

  private void trip(StoreFixture fixture, int seconds) throws SQLException {
    fixture.drive(seconds, 2000, 36);
    fixture.commit();
    fixture.pass(300_001);
    fixture.commit();
  }

  private void retain(StoreFixture fixture) throws SQLException {
    Retention retention = new Retention(fixture.store, fixture.options, Set.of("mqtt"));
    int steps = 0;
    while (retention.step(clock.wall)) {
      assertTrue(++steps < 10_000, "no end of the retention");
    }
  }

  private static List<Integer> ids(StoreFixture fixture) throws HistoryException {
    return fixture.trips().stream().map(Trip::id).toList();
  }

  @Test
  void tripsAreDeletedByAge() throws Exception {
    try (StoreFixture fixture = fixture(BIG, Duration.ofDays(2), Duration.ofDays(100))) {
      trip(fixture, 10);
      clock.advance(86_400_000);
      trip(fixture, 10);
      retain(fixture);
      assertEquals(List.of(2, 1), ids(fixture));
      clock.advance(86_400_000);
      retain(fixture);
      assertEquals(List.of(2), ids(fixture));
      assertEquals(0, fixture.store.number("SELECT count(*) FROM samples WHERE trip = 1"));
      // The number of a deleted trip is not used again.
      clock.advance(10 * 86_400_000L);
      retain(fixture);
      trip(fixture, 10);
      assertEquals(List.of(3), ids(fixture));
    }
  }

  @Test
  void theOldestTripsAreDeletedBySizeAndTheFileShrinks() throws Exception {
    long limit = HistoryOptions.MIN_BYTES;
    try (StoreFixture fixture = fixture(limit, Duration.ofDays(1000), Duration.ofDays(1000))) {
      for (int i = 0; i < 6; i++) {
        trip(fixture, 6_000);
      }
      Retention retention = new Retention(fixture.store, fixture.options, Set.of("mqtt"));
      long before = retention.usedBytes();
      assertTrue(before > 3 * limit / 2, before + " bytes");
      long pages = fixture.store.number("PRAGMA page_count");
      retain(fixture);
      assertTrue(retention.usedBytes() <= limit, retention.usedBytes() + " bytes");
      List<Integer> left = ids(fixture);
      assertEquals(6, left.get(0));
      assertTrue(left.size() < 6, left.toString());
      assertTrue(fixture.store.number("PRAGMA freelist_count") < 1_000);
      assertTrue(fixture.store.number("PRAGMA page_count") <= pages);
    }
  }

  @Test
  void oldSamplesBecomeMinutes() throws Exception {
    try (StoreFixture fixture = fixture(BIG, Duration.ofDays(1000), Duration.ofDays(30))) {
      fixture.drive(60, 2000, 36);
      fixture.drive(1, 6000, 36);
      trip(fixture, 119);
      Trip before = fixture.trips().get(0);
      clock.advance(31 * 86_400_000L);
      trip(fixture, 10);
      retain(fixture);
      assertEquals(0, fixture.store.number("SELECT count(*) FROM samples WHERE trip = 1"));
      assertEquals(20, fixture.store.number("SELECT count(*) FROM samples WHERE trip = 2"));
      assertEquals(6, fixture.store.number("SELECT count(*) FROM minutes WHERE trip = 1"));
      assertEquals(before, fixture.trips().get(1));
      try (HistoryReader reader = fixture.reader()) {
        SeriesPoints points =
            reader.series(new SeriesQuery(1, List.of("RPM"), 0, 1_000_000, 100)).get(0).points();
        assertEquals(3, points.size());
        assertEquals(6000, points.high(1));
        assertEquals(2000, points.low(1));
        assertEquals((59 * 2000 + 6000) / 60.0, points.mean(1), 1e-9);
        assertEquals(60, points.count(1));
        assertEquals(60_000, points.millis(1));
      }
    }
  }

  @Test
  void whatAReaderHasNotAcknowledgedIsSpared() throws Exception {
    try (StoreFixture fixture = fixture(BIG, Duration.ofDays(2), Duration.ofDays(2))) {
      trip(fixture, 10);
      trip(fixture, 10);
      FrameRows.acknowledge(fixture.store.connection(), "mqtt", 1);
      clock.advance(Duration.ofHours(60).toMillis());
      retain(fixture);
      assertEquals(List.of(2), ids(fixture));
      assertEquals(20, fixture.store.number("SELECT count(*) FROM samples WHERE trip = 2"));
      FrameRows.acknowledge(fixture.store.connection(), "mqtt", 2);
      retain(fixture);
      assertEquals(List.of(), ids(fixture));
    }
  }

  @Test
  void nothingIsSparedAboveOneAndAHalfTimesTheSize() throws Exception {
    long limit = HistoryOptions.MIN_BYTES;
    try (StoreFixture fixture = fixture(limit, Duration.ofDays(1000), Duration.ofDays(1000))) {
      for (int i = 0; i < 8; i++) {
        trip(fixture, 6_000);
      }
      FrameRows.acknowledge(fixture.store.connection(), "mqtt", 0);
      retain(fixture);
      Retention retention = new Retention(fixture.store, fixture.options, Set.of("mqtt"));
      assertTrue(retention.usedBytes() <= limit * 3 / 2, retention.usedBytes() + " bytes");
      assertTrue(retention.usedBytes() > limit, "what is not acknowledged is spared");
    }
  }

  @Test
  void withAnUnsetClockNothingIsOld() throws Exception {
    try (StoreFixture fixture = fixture(BIG, Duration.ofDays(2), Duration.ofDays(1))) {
      clock.wall = 0;
      trip(fixture, 10);
      Retention retention = new Retention(fixture.store, fixture.options, Set.of("mqtt"));
      assertFalse(retention.step(FakeClock.NOON + 10 * 86_400_000L));
      assertEquals(List.of(1), ids(fixture));
    }
  }

  @Test
  void aTripIsDeletedOnRequest() throws Exception {
    try (StoreFixture fixture = fixture(BIG, Duration.ofDays(2), Duration.ofDays(1))) {
      trip(fixture, 10);
      fixture.drive(10, 2000, 36);
      fixture.commit();
      assertTrue(TripDeletion.delete(fixture.file, 1));
      assertFalse(TripDeletion.delete(fixture.file, 1));
      assertEquals(List.of(2), ids(fixture));
      HistoryException running =
          assertThrows(HistoryException.class, () -> TripDeletion.delete(fixture.file, 2));
      assertTrue(String.valueOf(running.getMessage()).contains("is running"));
    }
  }
}
