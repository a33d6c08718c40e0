package io.obdio.socketio.history;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
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
            "SELECT seq, trip, from_ms, to_ms FROM frames WHERE seq > ? ORDER BY seq LIMIT 1")) {
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
        return Optional.of(new HistoryFrame(position, trip, from, to, samples));
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

  private static long epoch(Connection database) throws SQLException {
    try (Statement statement = database.createStatement();
        ResultSet row = statement.executeQuery("SELECT value FROM meta WHERE key = 'epoch'")) {
      return row.next() ? row.getLong(1) : 0;
    }
  }
}
