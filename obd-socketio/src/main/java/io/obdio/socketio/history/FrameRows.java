package io.obdio.socketio.history;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The rows of the tables {@code frames} and {@code cursors}. */
final class FrameRows {

  /** More than one transaction contains. */
  private static final int MAX_SAMPLES = 2 * PendingRows.MAX;

  private FrameRows() {}

  static Optional<HistoryFrame> after(Connection database, HistoryPosition after)
      throws SQLException {
    long epoch = epoch(database);
    try (PreparedStatement select =
        database.prepareStatement(
            "SELECT f.seq, f.trip, f.from_ms, f.to_ms, coalesce(s.boot, ''), coalesce(s.ms, 0) FROM"
                + " frames f LEFT JOIN starts s ON s.trip = f.trip WHERE f.seq > ? ORDER BY f.seq"
                + " LIMIT 1")) {
      select.setLong(1, after.epoch() == epoch ? after.seq() : 0);
      try (ResultSet row = select.executeQuery()) {
        if (!row.next()) {
          return Optional.empty();
        }
        Trip trip = trip(database, row.getInt(2));
        long from = row.getLong(3);
        long to = row.getLong(4);
        HistoryPosition position = new HistoryPosition(epoch, row.getLong(1));
        List<Sample> samples =
            SampleRows.samples(
                database,
                trip.id(),
                SampleRows.signals(database, trip.id()),
                from,
                to + 1,
                MAX_SAMPLES);
        return Optional.of(
            new HistoryFrame(position, trip, row.getString(5), row.getLong(6), from, to, samples));
      }
    }
  }

  private static Trip trip(Connection database, int id) throws SQLException {
    try (PreparedStatement select =
        database.prepareStatement("SELECT " + TripRows.TRIP_COLUMNS + " FROM trips WHERE id = ?")) {
      select.setInt(1, id);
      try (ResultSet row = select.executeQuery()) {
        if (!row.next()) {
          throw new SQLException("a frame belongs to trip " + id + ", which does not exist");
        }
        return TripRows.trip(row);
      }
    }
  }

  static HistoryPosition acknowledged(Connection database, String cursor) throws SQLException {
    try (PreparedStatement select =
        database.prepareStatement("SELECT seq FROM cursors WHERE name = ?")) {
      select.setString(1, cursor);
      try (ResultSet row = select.executeQuery()) {
        return new HistoryPosition(epoch(database), row.next() ? row.getLong(1) : 0);
      }
    }
  }

  /** Stores the position of a reader, which never goes back. */
  static void acknowledge(Connection database, String cursor, long seq) throws SQLException {
    try (PreparedStatement insert =
        database.prepareStatement(
            "INSERT INTO cursors VALUES(?1, ?2) ON CONFLICT(name) DO UPDATE SET seq = max(seq,"
                + " excluded.seq)")) {
      insert.setString(1, cursor);
      insert.setLong(2, seq);
      insert.executeUpdate();
    }
  }

  /** Registers a reader; an existing one keeps its position. */
  static void register(Connection database, String cursor, boolean everything) throws SQLException {
    try (PreparedStatement insert =
        database.prepareStatement(
            "INSERT OR IGNORE INTO cursors SELECT ?1, CASE WHEN ?2 THEN 0 ELSE coalesce((SELECT seq"
                + " FROM sqlite_sequence WHERE name = 'frames'), 0) END")) {
      insert.setString(1, cursor);
      insert.setBoolean(2, everything);
      insert.executeUpdate();
    }
  }

  /** Returns the position of the newest frame, which may be deleted already. */
  static HistoryPosition newest(Connection database) throws SQLException {
    try (Statement statement = database.createStatement();
        ResultSet row =
            statement.executeQuery("SELECT seq FROM sqlite_sequence WHERE name = 'frames'")) {
      return new HistoryPosition(epoch(database), row.next() ? row.getLong(1) : 0);
    }
  }

  /** Returns the numbers of the next frames. */
  static List<Long> numbers(Connection database, long after, int limit) throws SQLException {
    List<Long> numbers = new ArrayList<>();
    try (PreparedStatement select =
        database.prepareStatement("SELECT seq FROM frames WHERE seq > ? ORDER BY seq LIMIT ?")) {
      select.setLong(1, after);
      select.setInt(2, limit);
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          numbers.add(row.getLong(1));
        }
      }
    }
    return numbers;
  }

  static int count(Connection database, long after) throws SQLException {
    try (PreparedStatement select =
        database.prepareStatement("SELECT count(*) FROM frames WHERE seq > ?")) {
      select.setLong(1, after);
      try (ResultSet row = select.executeQuery()) {
        return row.next() ? row.getInt(1) : 0;
      }
    }
  }

  private static long epoch(Connection database) throws SQLException {
    try (Statement statement = database.createStatement();
        ResultSet row = statement.executeQuery("SELECT value FROM meta WHERE key = 'epoch'")) {
      return row.next() ? row.getLong(1) : 0;
    }
  }
}
