package io.obdio.socketio.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.obdio.core.command.Commands;
import io.obdio.socketio.obd.ObdIo;
import io.obdio.socketio.testing.Await;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a program that sends the frames elsewhere sees, in virtual time. */
@Timeout(60)
class HistoryFramesTest {

  private static final HistoryPosition BEGINNING = new HistoryPosition(0, 0);

  @TempDir Path folder;

  private final FakeClock clock = new FakeClock();

  private Path file() {
    return folder.resolve("history.db");
  }

  private static HistoryFrame first(StoreFixture fixture) throws HistoryException {
    try (HistoryReader reader = fixture.reader()) {
      return reader.frameAfter(BEGINNING).orElseThrow();
    }
  }

  private long age(HistoryFrame frame) throws Exception {
    try (TripHistory history =
        TripHistory.open(HistoryOptions.of(folder.resolve("other.db")), clock)) {
      return history.frames().age(frame);
    }
  }

  /** A Raspberry Pi without a battery has only the monotonic clock. */
  @Test
  void withoutASetClockTheAgeOfAFrameIsKnownUntilTheComputerStartsAgain() throws Exception {
    clock.wall = 50_000;
    try (StoreFixture fixture = new StoreFixture(file(), clock)) {
      fixture.drive(10, 2000, 36);
      fixture.commit();
      clock.advance(60_000);
    }
    // The program starts again, the computer does not.
    try (StoreFixture fixture = new StoreFixture(file(), clock)) {
      HistoryFrame frame = first(fixture);
      assertFalse(frame.trip().clockSet());
      assertEquals(70_000, age(frame));
      fixture.drive(10, 2000, 36);
      fixture.commit();
    }
    clock.boot = "second";
    clock.monotonic = 10;
    clock.wall = 60_000;
    try (StoreFixture fixture = new StoreFixture(file(), clock)) {
      HistoryFrame frame = first(fixture);
      assertEquals(-1, age(frame));
      assertFalse(frame.trip().clockSet());
      assertEquals(50_000, frame.trip().begin());
      // The trip of this start of the computer has an age again.
      fixture.drive(10, 2000, 36);
      fixture.commit();
      try (HistoryReader reader = fixture.reader()) {
        HistoryFrame last =
            reader.frameAfter(new HistoryPosition(frame.position().epoch(), 2)).orElseThrow();
        assertEquals(3, last.trip().id());
        assertEquals(10_000, age(last));
      }
    }
  }

  @Test
  void theClockThatIsSetDuringATripCorrectsFramesThatWereNotSent() throws Exception {
    clock.wall = 0;
    try (StoreFixture fixture = new StoreFixture(file(), clock)) {
      fixture.drive(10, 2000, 36);
      fixture.commit();
      assertFalse(first(fixture).trip().clockSet());
      clock.wall = FakeClock.NOON;
      fixture.drive(10, 2000, 36);
      fixture.commit();
      HistoryFrame frame = first(fixture);
      assertTrue(frame.trip().clockSet());
      assertEquals(FakeClock.NOON - 10_000, frame.trip().begin());
      assertEquals(20_000, age(frame));
    }
  }

  /** The clock of the computer may go back a little between two runs. */
  @Test
  void framesOfATripThatContinuesDoNotOverlap() throws Exception {
    try (StoreFixture fixture = new StoreFixture(file(), clock)) {
      fixture.drive(10, 2000, 36);
      fixture.drive(200, 0, 0);
      fixture.commit();
    }
    clock.advance(-150_000);
    try (StoreFixture fixture = new StoreFixture(file(), clock)) {
      fixture.drive(200, 2000, 36);
      fixture.commit();
      try (HistoryReader reader = fixture.reader()) {
        HistoryFrame before = reader.frameAfter(BEGINNING).orElseThrow();
        HistoryFrame after = reader.frameAfter(before.position()).orElseThrow();
        assertEquals(before.trip().id(), after.trip().id());
        assertTrue(after.from() > before.to(), after.from() + " after " + before.to());
      }
    }
  }

  @Test
  void manySamplesBecomeSeveralFrames() throws Exception {
    try (StoreFixture fixture = new StoreFixture(file(), clock)) {
      fixture.drive(12_000, 2000, 36);
      fixture.commit();
      List<Integer> sizes = new ArrayList<>();
      Set<Long> times = new java.util.TreeSet<>();
      try (HistoryReader reader = fixture.reader()) {
        var frame = reader.frameAfter(BEGINNING);
        while (frame.isPresent()) {
          sizes.add(frame.get().samples().size());
          frame.get().samples().forEach(sample -> times.add(sample.millis()));
          frame = reader.frameAfter(frame.get().position());
        }
      }
      assertEquals(List.of(10_000, 10_000, 4_000), sizes);
      assertEquals(12_000, times.size());
    }
  }

  private StoreFixture old(Duration maxAge) throws Exception {
    StoreFixture fixture =
        new StoreFixture(
            StoreFixture.limited(file(), 1_000_000_000, maxAge, Duration.ofDays(1000)), clock);
    for (int i = 0; i < 2; i++) {
      fixture.drive(10, 2000, 36);
      fixture.commit();
      fixture.pass(300_001);
      fixture.commit();
    }
    return fixture;
  }

  private Retention retained(StoreFixture fixture, Set<String> readers) throws Exception {
    Retention retention = new Retention(fixture.store, fixture.options, readers);
    while (retention.step(clock.wall)) {
      assertTrue(clock.wall > 0);
    }
    return retention;
  }

  @Test
  void whatIsTooOldIsDeletedAndCountedAlthoughItWasNotAcknowledged() throws Exception {
    try (StoreFixture fixture = old(Duration.ofDays(2))) {
      FrameRows.register(fixture.store.connection(), "mqtt", true);
      FrameRows.acknowledge(fixture.store.connection(), "mqtt", 1);
      clock.advance(Duration.ofHours(71).toMillis());
      assertEquals(0, retained(fixture, Set.of("mqtt")).lostFrames());
      assertEquals(1, fixture.trips().size());
      clock.advance(Duration.ofHours(2).toMillis());
      assertEquals(1, retained(fixture, Set.of("mqtt")).lostFrames());
      assertEquals(0, fixture.trips().size());
    }
  }

  /** An uplink that is configured no longer does not fill the disk. */
  @Test
  void nothingIsKeptForAReaderThatIsNotRegisteredInThisRun() throws Exception {
    try (StoreFixture fixture = old(Duration.ofDays(2))) {
      FrameRows.register(fixture.store.connection(), "mqtt", true);
      clock.advance(Duration.ofHours(50).toMillis());
      assertEquals(0, retained(fixture, Set.of()).lostFrames());
      assertEquals(0, fixture.trips().size());
    }
  }

  @Test
  void aNewReaderBeginsWithTheNextFrameUnlessItAsksForEverything() throws Exception {
    try (StoreFixture fixture = old(Duration.ofDays(2));
        HistoryReader reader = fixture.reader()) {
      FrameRows.register(fixture.store.connection(), "all", true);
      FrameRows.register(fixture.store.connection(), "next", false);
      FrameRows.register(fixture.store.connection(), "all", false);
      assertEquals(0, reader.acknowledged("all").seq());
      assertEquals(2, reader.acknowledged("next").seq());
      assertEquals(2, reader.newestFrame().seq());
      assertEquals(1, reader.countFrames(1));
    }
  }

  @Test
  void positionsAreWrittenWithTheNextTransactionAndListenersCalled() throws Exception {
    try (ObdIo io = ObdIo.create();
        TripHistory history = TripHistory.open(KillTarget.options(file()))) {
      AtomicInteger commits = new AtomicInteger();
      history.frames().addListener(commits::incrementAndGet);
      io.vehicle().addListener(history);
      history.start(io.vehicle(), io.hub(), Commands.standard());
      Await.value(history.frames().keepFor("mqtt", false));
      Await.value(io.connectObd("sim:?cycle=idle"));
      Await.until("three transactions", () -> commits.get() >= 3);
      HistoryPosition newest = read(history);
      assertTrue(newest.seq() > 0);
      history.frames().acknowledge("mqtt", new HistoryPosition(newest.epoch() + 1, 99));
      history.frames().acknowledge("mqtt", newest);
      Await.until("the position is written", () -> acknowledged(history).equals(newest));
      long epoch = Await.value(history.frames().renewEpoch());
      assertNotEquals(epoch, newest.epoch());
      assertEquals(new HistoryPosition(epoch, newest.seq()), acknowledged(history));
    }
    assertThrows(
        IllegalArgumentException.class,
        () -> {
          try (TripHistory history = TripHistory.open(HistoryOptions.of(file()))) {
            history.frames().keepFor("x'; --", false);
          }
        });
  }

  private static HistoryPosition read(TripHistory history) throws HistoryException {
    try (HistoryReader reader = history.reader()) {
      return reader.newestFrame();
    }
  }

  private static HistoryPosition acknowledged(TripHistory history) {
    try (HistoryReader reader = history.reader()) {
      return reader.acknowledged("mqtt");
    } catch (HistoryException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void theTablesOfTheFirstVersionAreConverted() throws Exception {
    try (StoreFixture fixture = old(Duration.ofDays(2));
        Statement statement = fixture.store.connection().createStatement()) {
      statement.execute("DROP TABLE starts");
      statement.execute("PRAGMA user_version = 1");
    }
    try (StoreFixture fixture = new StoreFixture(file(), clock)) {
      assertEquals(-1, age(first(fixture)));
    }
  }

  @Test
  void aReaderIsRegisteredInADatabaseThatReplacesADamagedOne() throws Exception {
    long before;
    try (StoreFixture fixture = new StoreFixture(file(), clock)) {
      fixture.drive(5_000, 2000, 36);
      fixture.commit();
      before = fixture.store.positionEpoch();
    }
    try (RandomAccessFile raw = new RandomAccessFile(file().toFile(), "rw")) {
      for (long page = 40; (page + 1) * 4096 < raw.length(); page++) {
        raw.seek(page * 4096);
        raw.write(new byte[4096]);
      }
    }
    try (ObdIo io = ObdIo.create();
        TripHistory history = TripHistory.open(KillTarget.options(file()))) {
      history.start(io.vehicle(), io.hub(), Commands.standard());
      Await.value(history.frames().keepFor("mqtt", false));
      Await.until("a new database", () -> !history.status().setAside().isEmpty());
      assertNotEquals(before, acknowledged(history).epoch());
      Long readers =
          Await.value(history.submit(store -> store.number("SELECT count(*) FROM cursors")));
      assertEquals(1, readers.longValue());
    }
  }
}
