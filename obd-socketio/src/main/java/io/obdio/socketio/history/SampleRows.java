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

  private static final String RANGE = " WHERE trip = ?1 AND command = ?2 AND ms >= ?3 AND ms < ?4";

  private static final String SAMPLES =
      "SELECT ms, value AS low, value AS mean, value AS high, 1 AS count FROM samples" + RANGE;

  /** Trips whose samples were thinned in part have both. */
  private static final String BOTH =
      SAMPLES + " UNION ALL SELECT ms, low, mean, high, count FROM minutes" + RANGE;

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
    String rows = "(" + (isThinned(database, query, signal) ? BOTH : SAMPLES) + ")";
    long last = -1;
    long bucket = 0;
    try (PreparedStatement count =
        database.prepareStatement("SELECT count(*), min(ms), max(ms) FROM " + rows)) {
      bind(count, query, signal);
      try (ResultSet row = count.executeQuery()) {
        if (row.next() && row.getLong(1) > 0) {
          last = row.getLong(3);
          bucket = row.getLong(1) > query.points() ? query.bucket(row.getLong(2), last) : 0;
        }
      }
    }
    SeriesPoints points = new SeriesPoints();
    if (last >= 0) {
      addPoints(
          database, query, signal, bucket == 0 ? single(rows) : buckets(rows), bucket, points);
    }
    return new TripSeries(signal, bucket, last, points);
  }

  private static boolean isThinned(Connection database, SeriesQuery query, TripSignal signal)
      throws SQLException {
    try (PreparedStatement select =
        database.prepareStatement(
            "SELECT 1 FROM minutes WHERE trip = ?1 AND command = ?2 LIMIT 1")) {
      select.setInt(1, query.trip());
      select.setInt(2, signal.id());
      try (ResultSet row = select.executeQuery()) {
        return row.next();
      }
    }
  }

  private static String single(String rows) {
    return "SELECT ms, low, mean, high, count FROM " + rows + " ORDER BY ms";
  }

  private static String buckets(String rows) {
    return "SELECT ms / ?5 * ?5 AS bucket, min(low), sum(mean * count) / sum(count), max(high),"
        + " sum(count) FROM "
        + rows
        + " GROUP BY bucket ORDER BY bucket";
  }

  private static void addPoints(
      Connection database,
      SeriesQuery query,
      TripSignal signal,
      String sql,
      long bucket,
      SeriesPoints points)
      throws SQLException {
    try (PreparedStatement select = database.prepareStatement(sql)) {
      bind(select, query, signal);
      if (bucket > 0) {
        select.setLong(5, bucket);
      }
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          points.add(
              row.getLong(1), row.getDouble(2), row.getDouble(3), row.getDouble(4), row.getLong(5));
        }
      }
    }
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
