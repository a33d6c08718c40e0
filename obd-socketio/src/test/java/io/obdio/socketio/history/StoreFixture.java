package io.obdio.socketio.history;

import io.obdio.core.connection.ObdResponse;
import io.obdio.socketio.history.computer.EngineData;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A recorder with its database in virtual time: what {@link HistoryWriter} does, step by step. */
final class StoreFixture implements AutoCloseable {

  final Path file;
  final FakeClock clock;
  final HistoryOptions options;
  final HistoryStore store;
  final TripRecorder recorder;
  final List<CodeSeen> appeared = new ArrayList<>();

  StoreFixture(Path file, FakeClock clock) throws Exception {
    this(options(file), clock);
  }

  StoreFixture(HistoryOptions options, FakeClock clock) throws Exception {
    this.file = options.file();
    this.clock = clock;
    this.options = options;
    this.store = new HistoryStore(Database.openForWriting(file));
    this.recorder = new TripRecorder(options, clock, store.load(), appeared::add);
  }

  static HistoryOptions options(Path file) {
    return HistoryOptions.of(file);
  }

  static HistoryOptions limited(Path file, long maxBytes, Duration maxAge, Duration thinAfter) {
    return new HistoryOptions(
        file,
        List.of(),
        Duration.ofSeconds(1),
        5,
        true,
        Duration.ofSeconds(10),
        Duration.ofMinutes(5),
        maxBytes,
        maxAge,
        thinAfter,
        EngineData.DEFAULT);
  }

  void add(ObdResponse<?>... responses) {
    recorder.add(List.of(responses));
  }

  /** Drives: RPM and SPEED once a second. */
  void drive(int seconds, double rpm, int speed) {
    for (int i = 0; i < seconds; i++) {
      add(Responses.rpm(rpm, clock.wall), Responses.speed(speed, clock.wall));
      clock.advance(1_000);
    }
  }

  /** Lets time pass without responses. */
  void pass(long millis) {
    clock.advance(millis);
    recorder.tick();
  }

  void commit() throws SQLException {
    store.write(recorder.take());
    recorder.written();
  }

  HistoryReader reader() throws HistoryException {
    return HistoryReader.open(file);
  }

  List<Trip> trips() throws HistoryException {
    try (HistoryReader reader = reader()) {
      return reader.trips(Integer.MAX_VALUE, 100);
    }
  }

  @Override
  public void close() throws SQLException {
    store.close();
  }
}
