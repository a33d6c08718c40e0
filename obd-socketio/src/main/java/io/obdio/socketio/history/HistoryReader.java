package io.obdio.socketio.history;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A reader of the database: the state of the last transaction. It works beside a server that writes
 * to the database, in this process or another one.
 *
 * <p>Used by one thread at a time.
 */
public final class HistoryReader implements AutoCloseable {

  private final Path file;
  private final Connection database;

  private HistoryReader(Path file, Connection database) {
    this.file = file;
    this.database = database;
  }

  /**
   * Opens a database.
   *
   * @throws HistoryException if it does not exist, cannot be read or was written by a newer version
   */
  public static HistoryReader open(Path file) throws HistoryException {
    if (!Files.isRegularFile(file)) {
      throw new HistoryException("there is no history " + file);
    }
    HistoryReader reader;
    try {
      reader = new HistoryReader(file, Database.openForReading(file));
    } catch (SQLException e) {
      throw Database.explained(file, e);
    }
    try {
      reader.requireVersion();
      return reader;
    } catch (HistoryException e) {
      reader.close();
      throw e;
    }
  }

  private void requireVersion() throws HistoryException {
    int version = query(() -> Schema.version(database));
    if (version != Schema.VERSION) {
      throw new HistoryException(
          "the history "
              + file
              + " has tables of version "
              + version
              + ", this program reads version "
              + Schema.VERSION
              + (version < Schema.VERSION ? ": 'obdio serve --history' converts it" : ""));
    }
  }

  /** A query of this class. */
  private interface Query<T> {
    T run() throws SQLException;
  }

  private <T> T query(Query<T> query) throws HistoryException {
    try {
      return query.run();
    } catch (SQLException e) {
      throw Database.explained(file, e);
    }
  }

  /**
   * Returns trips, the latest first.
   *
   * @param before number of a trip; only earlier ones are returned
   * @param limit the most trips to return
   */
  public List<Trip> trips(int before, int limit) throws HistoryException {
    return query(
        () -> {
          List<Trip> trips = new ArrayList<>();
          try (PreparedStatement select =
              database.prepareStatement(
                  "SELECT "
                      + TripRows.TRIP_COLUMNS
                      + " FROM trips WHERE id < ? ORDER BY id DESC LIMIT ?")) {
            select.setInt(1, before);
            select.setInt(2, limit);
            try (ResultSet row = select.executeQuery()) {
              while (row.next()) {
                trips.add(TripRows.trip(row));
              }
            }
          }
          return trips;
        });
  }

  /** Returns a trip; empty if there is none of this number. */
  public Optional<Trip> trip(int id) throws HistoryException {
    List<Trip> found = trips(id == Integer.MAX_VALUE ? id : id + 1, 1);
    return found.stream().filter(trip -> trip.id() == id).findFirst();
  }

  /** Returns the signals of a trip that have samples, in the order of their numbers. */
  public List<TripSignal> signals(int trip) throws HistoryException {
    return query(() -> SampleRows.signals(database, trip));
  }

  /** Returns all commands of the database that have a name. */
  List<TripSignal> signals(String name) throws HistoryException {
    return query(
        () -> {
          List<TripSignal> found = new ArrayList<>();
          try (PreparedStatement select =
              database.prepareStatement(
                  "SELECT " + TripRows.SIGNAL_COLUMNS + " FROM commands WHERE name = ?")) {
            select.setString(1, name);
            try (ResultSet row = select.executeQuery()) {
              while (row.next()) {
                found.add(TripRows.signal(row));
              }
            }
          }
          return found;
        });
  }

  /**
   * Returns signals over time. The intervals begin at multiples of their length, so that the
   * results of queries with neighbouring ranges fit together. A name without samples is left out.
   */
  public List<TripSeries> series(SeriesQuery query) throws HistoryException {
    List<TripSeries> found = new ArrayList<>();
    for (String name : query.names()) {
      for (TripSignal signal : signals(name)) {
        TripSeries series = series(query, signal);
        if (series.points().size() > 0) {
          found.add(series);
        }
      }
    }
    return found;
  }

  /** Returns one signal over time. */
  TripSeries series(SeriesQuery range, TripSignal signal) throws HistoryException {
    return query(() -> SampleRows.series(database, range, signal));
  }

  /**
   * Returns the samples of a trip in a range of times, in ascending order of time.
   *
   * @param from first time, in ms since the beginning of the trip
   * @param to time after the last one
   * @param signals the commands
   * @param limit the most samples to return
   */
  public List<Sample> samples(int trip, List<TripSignal> signals, long from, long to, int limit)
      throws HistoryException {
    return query(() -> SampleRows.samples(database, trip, signals, from, to, limit));
  }

  /**
   * Returns the time of the last sample of some commands, in ms since the beginning; -1 if none.
   */
  public long lastSample(int trip, List<TripSignal> signals) throws HistoryException {
    return query(() -> SampleRows.last(database, trip, signals));
  }

  /** Returns the kept answers of a trip to requests that are not sampled. */
  public List<KeptAnswer> answers(int trip) throws HistoryException {
    return query(
        () -> {
          List<KeptAnswer> found = new ArrayList<>();
          try (PreparedStatement select =
              database.prepareStatement(
                  "SELECT request, ms, answer FROM answers WHERE trip = ? ORDER BY ms, request")) {
            select.setInt(1, trip);
            try (ResultSet row = select.executeQuery()) {
              while (row.next()) {
                found.add(new KeptAnswer(trip, row.getString(1), row.getLong(2), row.getString(3)));
              }
            }
          }
          return found;
        });
  }

  /** Returns the trouble codes of all vehicles, those seen last first. */
  public List<CodeSeen> codes() throws HistoryException {
    return query(() -> CodeRows.read(database));
  }

  /**
   * Returns the next frame after a position.
   *
   * @param after of any epoch: one of another database counts as the beginning
   * @return empty if there is none yet
   */
  public Optional<HistoryFrame> frameAfter(HistoryPosition after) throws HistoryException {
    return query(() -> FrameRows.after(database, after));
  }

  /** Returns the position that a reader of frames has acknowledged; the beginning if none. */
  public HistoryPosition acknowledged(String cursor) throws HistoryException {
    return query(() -> FrameRows.acknowledged(database, cursor));
  }

  /** Returns the position of the newest frame, which may be deleted already. */
  public HistoryPosition newestFrame() throws HistoryException {
    return query(() -> FrameRows.newest(database));
  }

  /** Returns the numbers of the next frames after a number, at most {@code limit}. */
  public List<Long> frameNumbers(long after, int limit) throws HistoryException {
    return query(() -> FrameRows.numbers(database, after, limit));
  }

  /** Returns the number of frames after a number. */
  public int countFrames(long after) throws HistoryException {
    return query(() -> FrameRows.count(database, after));
  }

  @Override
  public void close() {
    try {
      database.close();
    } catch (SQLException e) {
      // Nothing was written.
    }
  }
}
