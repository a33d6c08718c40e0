package io.obdio.socketio.history;

import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The connection that writes to the database. Used by one thread at a time. */
final class HistoryStore implements AutoCloseable {

  private static final Comparator<Sample> BY_KEY =
      Comparator.comparingInt(Sample::trip)
          .thenComparingInt(Sample::signal)
          .thenComparingLong(Sample::millis);

  private final Connection database;
  private long epoch;

  /**
   * The state of previous runs that a run of the program needs.
   *
   * @param nextTrip number of the next trip
   * @param running the trip that was running when the previous run ended; empty if there was none
   * @param lastMillis time of its last sample in ms since its beginning
   * @param signals all rows of the table {@code commands}
   * @param codes all trouble codes
   */
  record StoredState(
      int nextTrip,
      Optional<Trip> running,
      long lastMillis,
      List<TripSignal> signals,
      List<CodeSeen> codes) {

    /** Copies the lists. */
    StoredState {
      signals = List.copyOf(signals);
      codes = List.copyOf(codes);
    }
  }

  /**
   * Creates the tables if necessary.
   *
   * @param database taken over
   */
  HistoryStore(Connection database) throws SQLException, HistoryException {
    this.database = database;
    Schema.migrate(database);
    this.epoch = epoch();
  }

  /**
   * Returns the number that identifies the database. It is random: the clock may not be set, and a
   * counter would begin again when a broken database is replaced.
   */
  private long epoch() throws SQLException {
    try (PreparedStatement insert =
        database.prepareStatement("INSERT OR IGNORE INTO meta VALUES('epoch', ?)")) {
      insert.setLong(1, 1 + new SecureRandom().nextInt(Integer.MAX_VALUE - 1));
      insert.executeUpdate();
    }
    return number("SELECT value FROM meta WHERE key = 'epoch'");
  }

  /** Gives the database another epoch. */
  long renewEpoch() throws SQLException {
    transaction(() -> execute("DELETE FROM meta WHERE key = 'epoch'"));
    epoch = epoch();
    return epoch;
  }

  long positionEpoch() {
    return epoch;
  }

  Connection connection() {
    return database;
  }

  /** Returns a number of one row, 0 if there is no row. */
  long number(String sql) throws SQLException {
    try (Statement statement = database.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      return row.next() ? row.getLong(1) : 0;
    }
  }

  /** Reads what the recorder needs from previous runs. */
  StoredState load() throws SQLException {
    long last = number("SELECT seq FROM sqlite_sequence WHERE name = 'trips'");
    Optional<Trip> running = Optional.empty();
    List<TripSignal> signals = new ArrayList<>();
    try (Statement statement = database.createStatement()) {
      try (ResultSet row =
          statement.executeQuery(
              "SELECT "
                  + TripRows.TRIP_COLUMNS
                  + " FROM trips WHERE running = 1 ORDER BY id DESC LIMIT 1")) {
        if (row.next()) {
          running = Optional.of(TripRows.trip(row));
        }
      }
      try (ResultSet row =
          statement.executeQuery("SELECT " + TripRows.SIGNAL_COLUMNS + " FROM commands")) {
        while (row.next()) {
          signals.add(TripRows.signal(row));
        }
      }
    }
    long lastMillis =
        running.isEmpty()
            ? 0
            : number("SELECT max(to_ms) FROM frames WHERE trip = " + running.get().id());
    return new StoredState((int) last + 1, running, lastMillis, signals, CodeRows.read(database));
  }

  /** Writes a batch in one transaction. If it fails, nothing of it is in the database. */
  void write(HistoryBatch batch) throws SQLException {
    write(batch, Map.of());
  }

  /** Writes a batch and the positions of readers in one transaction. */
  void write(HistoryBatch batch, Map<String, HistoryPosition> acknowledged) throws SQLException {
    transaction(
        () -> {
          for (Map.Entry<String, HistoryPosition> reader : acknowledged.entrySet()) {
            if (reader.getValue().epoch() == epoch) {
              FrameRows.acknowledge(database, reader.getKey(), reader.getValue().seq());
            }
          }
          insertSignals(batch.signals);
          insertTrips(batch);
          insertSamples("samples", batch.samples);
          insertSamples("states", batch.states);
          insertAnswers(batch.answers);
          CodeRows.write(database, batch.codes.values());
          insertFrames(batch);
        });
  }

  /** A task within a transaction. */
  interface Task {
    void run() throws SQLException;
  }

  void transaction(Task task) throws SQLException {
    execute("BEGIN IMMEDIATE");
    try {
      task.run();
      execute("COMMIT");
    } catch (SQLException | RuntimeException e) {
      rollback(e);
      throw e;
    }
  }

  private void rollback(Exception why) {
    try {
      execute("ROLLBACK");
    } catch (SQLException e) {
      // After some errors, such as a full disk, SQLite has done it already.
      why.addSuppressed(e);
    }
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = database.createStatement()) {
      statement.execute(sql);
    }
  }

  private void insertSignals(List<TripSignal> signals) throws SQLException {
    if (signals.isEmpty()) {
      return;
    }
    try (PreparedStatement insert =
        database.prepareStatement("INSERT OR REPLACE INTO commands VALUES(?,?,?,?,?,?,?)")) {
      for (TripSignal signal : signals) {
        TripRows.bind(insert, signal);
        insert.executeUpdate();
      }
    }
  }

  private void insertTrips(HistoryBatch batch) throws SQLException {
    try (PreparedStatement insert =
        database.prepareStatement("INSERT OR REPLACE INTO trips VALUES(?,?,?,?,?,?,?,?,?,?,?,?)")) {
      for (Trip trip : batch.trips.values()) {
        TripRows.bind(insert, trip);
        insert.executeUpdate();
      }
    }
    try (PreparedStatement insert =
        database.prepareStatement("INSERT OR REPLACE INTO starts VALUES(?,?,?)")) {
      for (HistoryBatch.Start start : batch.starts) {
        insert.setInt(1, start.trip());
        insert.setString(2, start.boot());
        insert.setLong(3, start.millis());
        insert.executeUpdate();
      }
    }
  }

  private void insertSamples(String table, List<Sample> samples) throws SQLException {
    if (samples.isEmpty()) {
      return;
    }
    try (PreparedStatement insert =
        database.prepareStatement("INSERT OR IGNORE INTO " + table + " VALUES(?,?,?,?,?)")) {
      // In the order of the key: each page is changed once.
      for (Sample sample : samples.stream().sorted(BY_KEY).toList()) {
        TripRows.bind(insert, sample);
        insert.executeUpdate();
      }
    }
  }

  private void insertAnswers(List<KeptAnswer> answers) throws SQLException {
    if (answers.isEmpty()) {
      return;
    }
    try (PreparedStatement insert =
        database.prepareStatement("INSERT OR IGNORE INTO answers VALUES(?,?,?,?)")) {
      for (KeptAnswer answer : answers) {
        insert.setInt(1, answer.trip());
        insert.setString(2, answer.request());
        insert.setLong(3, answer.millis());
        insert.setString(4, answer.answer());
        insert.executeUpdate();
      }
    }
  }

  /** Notes the ranges of times that the batch adds to each trip. */
  private void insertFrames(HistoryBatch batch) throws SQLException {
    try (PreparedStatement insert =
        database.prepareStatement("INSERT INTO frames(trip, from_ms, to_ms) VALUES(?,?,?)")) {
      for (HistoryBatch.Range range : batch.frames()) {
        insert.setInt(1, range.trip());
        insert.setLong(2, range.from());
        insert.setLong(3, range.to());
        insert.executeUpdate();
      }
    }
  }

  @Override
  public void close() throws SQLException {
    database.close();
  }
}
