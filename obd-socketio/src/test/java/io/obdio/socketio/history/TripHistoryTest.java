package io.obdio.socketio.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.obdio.core.command.Commands;
import io.obdio.socketio.history.computer.EngineData;
import io.obdio.socketio.obd.ObdIo;
import io.obdio.socketio.testing.Await;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The whole history with a simulated vehicle, and with files that cannot be used. */
@Timeout(60)
class TripHistoryTest {

  @TempDir Path folder;

  private Path file() {
    return folder.resolve("history.db");
  }

  private HistoryOptions quick() {
    return new HistoryOptions(
        file(),
        List.of("standard"),
        Duration.ofMillis(50),
        20,
        true,
        Duration.ofMillis(200),
        Duration.ofMinutes(5),
        1_000_000_000,
        Duration.ofDays(730),
        Duration.ofDays(90),
        EngineData.DEFAULT);
  }

  @Test
  void aDriveIsKeptWithoutAnyClient() throws Exception {
    try (ObdIo io = ObdIo.create();
        TripHistory history = TripHistory.open(quick())) {
      io.vehicle().addListener(history);
      history.start(io.vehicle(), io.hub(), Commands.standard());
      Await.value(io.connectObd("sim:?cycle=idle"));
      Await.until("a trip with its vehicle", () -> !vin(history).isEmpty());
      Await.until(
          "samples in the database",
          () ->
              trips(history) == 1
                  && points(history, "RPM") > 20
                  && points(history, "COOLANT_TEMP") > 0);
      Trip trip = history.trips(Integer.MAX_VALUE, 10).get(0);
      assertEquals(17, trip.vin().length());
      assertTrue(trip.protocol().startsWith("@protocol"), trip.protocol());
      assertTrue(trip.running());
      HistoryStatus status = history.status();
      assertTrue(status.recording(), status.reason());
      assertEquals(1, status.runningTrip());
      assertTrue(status.bytes() > 0);
      CompletionException refused =
          assertThrows(CompletionException.class, () -> history.delete(1).join());
      assertTrue(refused.getMessage().contains("is running"), refused.getMessage());
      assertFalse(history.delete(77).join());
    }
    try (HistoryReader reader = HistoryReader.open(file())) {
      assertTrue(reader.trips(Integer.MAX_VALUE, 10).get(0).running());
      List<String> requests = reader.answers(1).stream().map(KeptAnswer::request).toList();
      assertTrue(requests.contains("0100") && requests.contains("0902"), requests.toString());
    }
  }

  private static String vin(TripHistory history) {
    return history.running().map(Trip::vin).orElse("");
  }

  private static int points(TripHistory history, String name) {
    try {
      List<TripSeries> series =
          history.series(new SeriesQuery(1, List.of(name), 0, 1_000_000, 10_000));
      return series.isEmpty() ? 0 : series.get(0).points().size();
    } catch (HistoryException e) {
      throw new IllegalStateException(e);
    }
  }

  private static int trips(TripHistory history) {
    try {
      return history.trips(Integer.MAX_VALUE, 10).size();
    } catch (HistoryException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void aTaskThatFailsOrComesTooLateIsReportedToItsCaller() throws Exception {
    TripHistory history = TripHistory.open(quick());
    try (ObdIo io = ObdIo.create()) {
      history.start(io.vehicle(), io.hub(), Commands.standard());
      CompletionException failed =
          assertThrows(
              CompletionException.class,
              () ->
                  history
                      .submit(
                          store -> {
                            throw new IllegalStateException("a defect");
                          })
                      .join());
      assertEquals("a defect", failed.getCause().getMessage());
      assertEquals(1, history.submit(store -> 1).join());
    } finally {
      history.close();
    }
    CompletionException late =
        assertThrows(CompletionException.class, () -> history.submit(store -> 1).join());
    assertTrue(late.getCause() instanceof HistoryException, late.toString());
  }

  @Test
  void aSecondServerIsRefusedUntilTheFirstEnds() throws Exception {
    try (TripHistory first = TripHistory.open(quick())) {
      HistoryException refused =
          assertThrows(HistoryException.class, () -> TripHistory.open(quick()));
      assertTrue(refused.getMessage().contains("another server"), refused.getMessage());
      assertEquals("", first.status().setAside());
    }
    TripHistory.open(quick()).close();
  }

  @Test
  void aFileThatIsNoDatabaseIsSetAside() throws Exception {
    Files.writeString(file(), "this is no database. ".repeat(1_000));
    try (TripHistory history = TripHistory.open(quick())) {
      String aside = history.status().setAside();
      assertTrue(aside.startsWith("history.db.broken-"), aside);
      assertTrue(Files.readString(folder.resolve(aside)).startsWith("this is no database"));
      assertEquals(List.of(), history.trips(Integer.MAX_VALUE, 10));
    }
  }

  @Test
  void aDamagedDatabaseIsSetAsideAndServiceGoesOn() throws Exception {
    try (StoreFixture fixture = new StoreFixture(StoreFixture.options(file()), new FakeClock())) {
      fixture.drive(5_000, 2000, 36);
      fixture.commit();
    }
    try (RandomAccessFile raw = new RandomAccessFile(file().toFile(), "rw")) {
      // Behind the pages of the tables' names: pages of samples.
      for (long page = 40; (page + 1) * 4096 < raw.length(); page++) {
        raw.seek(page * 4096);
        raw.write(new byte[4096]);
      }
    }
    try (ObdIo io = ObdIo.create();
        TripHistory history = TripHistory.open(quick())) {
      io.vehicle().addListener(history);
      history.start(io.vehicle(), io.hub(), Commands.standard());
      Await.value(io.connectObd("sim:?cycle=idle"));
      Await.until("it is set aside", () -> !history.status().setAside().isEmpty());
      Await.until("the new one is used", () -> points(history, "RPM") > 5);
      assertTrue(history.status().recording(), history.status().reason());
      try (Stream<Path> files = Files.list(folder)) {
        assertEquals(1, files.filter(f -> f.toString().matches(".*broken-[0-9-]+")).count());
      }
    }
  }

  @Test
  void aNewerDatabaseIsRefusedAndLeftAlone() throws Exception {
    try (Connection database = Database.openForWriting(file());
        Statement statement = database.createStatement()) {
      statement.execute("PRAGMA user_version = 99");
    }
    HistoryException refused =
        assertThrows(HistoryException.class, () -> TripHistory.open(quick()));
    assertTrue(refused.getMessage().contains("newer version"), refused.getMessage());
    refused = assertThrows(HistoryException.class, () -> HistoryReader.open(file()));
    assertTrue(refused.getMessage().contains("version 99"), refused.getMessage());
    assertTrue(Files.exists(file()));
  }

  @Test
  void aFolderThatDoesNotExistIsNamed() {
    HistoryOptions options = HistoryOptions.of(folder.resolve("none").resolve("history.db"));
    HistoryException refused =
        assertThrows(HistoryException.class, () -> TripHistory.open(options));
    assertTrue(refused.getMessage().contains("folder exists"), refused.getMessage());
  }

  @Test
  void recordingPausesOnAFullDiskAndResumes() throws Exception {
    try (ObdIo io = ObdIo.create();
        TripHistory history = TripHistory.open(quick())) {
      io.vehicle().addListener(history);
      history.start(io.vehicle(), io.hub(), Commands.standard());
      // SQLite reports the same error as for a full disk.
      limitPages(history, 1);
      Await.value(io.connectObd("sim:?cycle=idle"));
      Await.until("it pauses", () -> history.status().reason().contains("disk is full"));
      assertFalse(history.status().recording());
      limitPages(history, 1_000_000);
      Await.until("it resumes", () -> history.status().recording());
      Await.until(
          "rows are written", () -> history.status().pending() < 500 && points(history, "RPM") > 5);
      assertEquals(0, history.status().dropped());
    }
  }

  private static void limitPages(TripHistory history, int pages) {
    history
        .submit(
            store -> {
              try (Statement statement = store.connection().createStatement()) {
                statement.execute("PRAGMA max_page_count = " + pages);
              }
              return true;
            })
        .join();
  }
}
