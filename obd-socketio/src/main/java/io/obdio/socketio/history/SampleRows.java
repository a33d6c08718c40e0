package io.obdio.socketio.history;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Queries of the tables {@code samples}, {@code states} and {@code minutes}. */
final class SampleRows {

  private static final String COUNT =
      "SELECT count(*), min(ms), max(ms) FROM (SELECT ms FROM samples WHERE trip = ?1 AND command ="
          + " ?2 AND ms >= ?3 AND ms < ?4 UNION ALL SELECT ms FROM minutes WHERE trip = ?1 AND"
          + " command = ?2 AND ms >= ?3 AND ms < ?4)";

  private static final String SINGLE =
      "SELECT ms, value, value, value, 1 FROM samples WHERE trip = ?1 AND command = ?2 AND ms >= ?3"
          + " AND ms < ?4 UNION ALL SELECT ms, low, mean, high, count FROM minutes WHERE trip = ?1"
          + " AND command = ?2 AND ms >= ?3 AND ms < ?4 ORDER BY 1";

  private static final String BUCKETS =
      "SELECT ms / ?5 * ?5 AS bucket, min(low), sum(mean * count) / sum(count), max(high),"
          + " sum(count) FROM (SELECT ms, value AS low, value AS mean, value AS high, 1 AS count"
          + " FROM samples WHERE trip = ?1 AND command = ?2 AND ms >= ?3 AND ms < ?4 UNION ALL"
          + " SELECT ms, low, mean, high, count FROM minutes WHERE trip = ?1 AND command = ?2 AND"
          + " ms >= ?3 AND ms < ?4) GROUP BY bucket ORDER BY bucket";

  private SampleRows() {}

  static List<TripSignal> signals(Connection database, int trip) throws SQLException {
    List<TripSignal> found = new ArrayList<>();
    try (PreparedStatement select =
        database.prepareStatement(
            "SELECT "
                + TripRows.SIGNAL_COLUMNS
                + " FROM commands c WHERE EXISTS(SELECT 1 FROM samples WHERE trip = ?1 AND command"
                + " = c.id) OR EXISTS(SELECT 1 FROM states WHERE trip = ?1 AND command = c.id) OR"
                + " EXISTS(SELECT 1 FROM minutes WHERE trip = ?1 AND command = c.id) ORDER BY"
                + " id")) {
      select.setInt(1, trip);
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          found.add(TripRows.signal(row));
        }
      }
    }
    return found;
  }

  static TripSeries series(Connection database, SeriesQuery query, TripSignal signal)
      throws SQLException {
    long rows;
    long last = -1;
    long bucket = 0;
    try (PreparedStatement count = database.prepareStatement(COUNT)) {
      bind(count, query, signal);
      try (ResultSet row = count.executeQuery()) {
        rows = row.next() ? row.getLong(1) : 0;
        if (rows > 0) {
          last = row.getLong(3);
          bucket = rows > query.points() ? query.bucket(row.getLong(2), last) : 0;
        }
      }
    }
    SeriesPoints points = new SeriesPoints();
    if (rows > 0) {
      try (PreparedStatement select = database.prepareStatement(bucket == 0 ? SINGLE : BUCKETS)) {
        bind(select, query, signal);
        if (bucket > 0) {
          select.setLong(5, bucket);
        }
        try (ResultSet row = select.executeQuery()) {
          while (row.next()) {
            points.add(
                row.getLong(1),
                row.getDouble(2),
                row.getDouble(3),
                row.getDouble(4),
                row.getLong(5));
          }
        }
      }
    }
    return new TripSeries(signal, bucket, last, points);
  }

  private static void bind(PreparedStatement statement, SeriesQuery query, TripSignal signal)
      throws SQLException {
    statement.setInt(1, query.trip());
    statement.setInt(2, signal.id());
    statement.setLong(3, query.from());
    statement.setLong(4, query.to());
  }

  static List<Sample> samples(
      Connection database, int trip, List<TripSignal> signals, long from, long to, int limit)
      throws SQLException {
    String ids =
        signals.stream()
            .map(signal -> Integer.toString(signal.id()))
            .collect(Collectors.joining(","));
    String where = " WHERE trip = ?1 AND command IN (" + ids + ") AND ms >= ?2 AND ms < ?3 ";
    List<Sample> found = new ArrayList<>();
    try (PreparedStatement select =
        database.prepareStatement(
            "SELECT trip, command, ms, value, answer FROM samples"
                + where
                + "UNION ALL SELECT trip, command, ms, value, answer FROM states"
                + where
                + "ORDER BY ms, command LIMIT ?4")) {
      select.setInt(1, trip);
      select.setLong(2, from);
      select.setLong(3, to);
      select.setInt(4, limit);
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          found.add(sample(row));
        }
      }
    }
    return found;
  }

  /** Returns the time of the last sample of some commands; -1 if there is none. */
  static long last(Connection database, int trip, List<TripSignal> signals) throws SQLException {
    long last = -1;
    try (PreparedStatement select =
        database.prepareStatement(
            "SELECT max(coalesce((SELECT max(ms) FROM samples WHERE trip = ?1 AND command = ?2),"
                + " -1), coalesce((SELECT max(ms) FROM states WHERE trip = ?1 AND command = ?2),"
                + " -1))")) {
      for (TripSignal signal : signals) {
        select.setInt(1, trip);
        select.setInt(2, signal.id());
        try (ResultSet row = select.executeQuery()) {
          last = row.next() ? Math.max(last, row.getLong(1)) : last;
        }
      }
    }
    return last;
  }

  private static Sample sample(ResultSet row) throws SQLException {
    Object value = row.getObject(4);
    return new Sample(
        row.getInt(1),
        row.getInt(2),
        row.getLong(3),
        value instanceof Number number ? (Object) number.doubleValue() : String.valueOf(value),
        row.getObject(5));
  }
}
