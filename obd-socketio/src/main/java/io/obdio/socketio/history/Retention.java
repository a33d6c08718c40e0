package io.obdio.socketio.history;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The rules by which old rows leave the database: by age, by size, and by thinning of samples to
 * one row a minute. What a reader of frames has not acknowledged yet is kept until the database is
 * half as large, or the trip half as old, again as allowed. Each call does a limited amount of
 * work.
 */
final class Retention {

  private static final int ROWS_OF_A_STEP = 20_000;
  private static final int PAGES_OF_A_STEP = 1_000;
  private static final long MINUTE = 60_000;

  /** Without a set clock nothing is old. */
  private static final String OLD =
      "SELECT id FROM trips WHERE running = 0 AND clock_set = 1 AND end_time < ?1";

  private static final String LOST_FRAMES = "frames_lost";

  private final HistoryStore store;
  private final HistoryOptions options;

  /** The position up to which all readers have acknowledged, as an expression of SQL. */
  private final String settled;

  private final String acknowledged;

  /**
   * Creates the rules.
   *
   * @param readers names of the readers for which frames are kept
   */
  Retention(HistoryStore store, HistoryOptions options, Set<String> readers) {
    this.store = store;
    this.options = options;
    String names = readers.stream().map(name -> "'" + name + "'").collect(Collectors.joining(","));
    this.settled =
        "(SELECT coalesce(min(seq), 9223372036854775807) FROM cursors WHERE name IN ("
            + names
            + "))";
    this.acknowledged =
        " AND NOT EXISTS(SELECT 1 FROM frames f WHERE f.trip = trips.id AND f.seq > "
            + settled
            + ")";
  }

  /**
   * Executes one step.
   *
   * @param now in ms since 1970-01-01 UTC; if it cannot be right, only the size counts
   * @return whether there may be more to do
   */
  boolean step(long now) throws SQLException {
    long bytes = usedBytes();
    if (bytes > options.maxBytes()) {
      boolean spare = bytes <= options.maxBytes() * 3 / 2;
      OptionalInt oldest =
          find(
              "SELECT id FROM trips WHERE running = 0 AND ?1 = ?1" + (spare ? acknowledged : ""),
              0);
      if (oldest.isPresent()) {
        return deleteStep(oldest.getAsInt());
      }
    }
    if (WallClock.isSet(now)) {
      OptionalInt old = findOld(OLD, now, options.maxAge().toMillis());
      if (old.isPresent()) {
        return deleteStep(old.getAsInt());
      }
      OptionalInt thick =
          findOld(
              OLD + " AND EXISTS(SELECT 1 FROM samples WHERE trip = trips.id)",
              now,
              options.thinAfter().toMillis());
      if (thick.isPresent()) {
        thin(thick.getAsInt());
        return true;
      }
    }
    return vacuum();
  }

  /** Returns the bytes in use, without the log and pages that are free. */
  long usedBytes() throws SQLException {
    return store.number(
        "SELECT (page_count - freelist_count) * page_size FROM pragma_page_count(),"
            + " pragma_freelist_count(), pragma_page_size()");
  }

  /** Returns the number of frames that were deleted before all readers had acknowledged them. */
  long lostFrames() throws SQLException {
    return store.number("SELECT value FROM meta WHERE key = '" + LOST_FRAMES + "'");
  }

  /** Returns a trip above an age; what is not acknowledged may be half as old again. */
  private OptionalInt findOld(String sql, long now, long age) throws SQLException {
    OptionalInt found = find(sql + acknowledged, now - age);
    return found.isPresent() ? found : find(sql, now - age - age / 2);
  }

  private OptionalInt find(String sql, long argument) throws SQLException {
    try (PreparedStatement select =
        store.connection().prepareStatement(sql + " ORDER BY id LIMIT 1")) {
      select.setLong(1, argument);
      try (ResultSet row = select.executeQuery()) {
        return row.next() ? OptionalInt.of(row.getInt(1)) : OptionalInt.empty();
      }
    }
  }

  /** Deletes a part of a trip, at last the trip itself; returns true. */
  private boolean deleteStep(int trip) throws SQLException {
    store.transaction(
        () -> {
          countLost(trip);
          deleteRows(store.connection(), trip, ROWS_OF_A_STEP);
        });
    return true;
  }

  /** Counts the frames of a trip that some reader has not acknowledged; they are deleted next. */
  private void countLost(int trip) throws SQLException {
    long lost =
        store.number("SELECT count(*) FROM frames WHERE trip = " + trip + " AND seq > " + settled);
    if (lost > 0) {
      execute(
          store.connection(),
          "INSERT INTO meta VALUES('"
              + LOST_FRAMES
              + "', "
              + lost
              + ") ON CONFLICT(key) DO UPDATE SET value = value + excluded.value");
    }
  }

  /**
   * Deletes rows of a trip.
   *
   * @param limit the most samples to delete; the trip itself goes with the last ones
   * @return whether the trip is gone
   */
  static boolean deleteRows(Connection database, int trip, int limit) throws SQLException {
    // First, so that no reader receives a part of a frame.
    execute(database, "DELETE FROM frames WHERE trip = " + trip);
    int deleted = 0;
    for (String table : new String[] {"samples", "states", "minutes"}) {
      deleted +=
          execute(
              database,
              "DELETE FROM "
                  + table
                  + " WHERE (trip, command, ms) IN (SELECT trip, command, ms FROM "
                  + table
                  + " WHERE trip = "
                  + trip
                  + " LIMIT "
                  + Math.max(0, limit - deleted)
                  + ")");
      if (deleted >= limit) {
        return false;
      }
    }
    for (String table : new String[] {"answers", "starts"}) {
      execute(database, "DELETE FROM " + table + " WHERE trip = " + trip);
    }
    execute(database, "DELETE FROM trips WHERE id = " + trip);
    return true;
  }

  private static int execute(Connection database, String sql) throws SQLException {
    try (Statement statement = database.createStatement()) {
      return statement.executeUpdate(sql);
    }
  }

  /** Replaces the samples of one command of a trip by one row a minute. */
  private void thin(int trip) throws SQLException {
    OptionalInt command = find("SELECT command AS id FROM samples WHERE trip = ?1", trip);
    if (command.isEmpty()) {
      return;
    }
    String where = " WHERE trip = " + trip + " AND command = " + command.getAsInt();
    store.transaction(
        () -> {
          countLost(trip);
          execute(
              store.connection(),
              "INSERT OR REPLACE INTO minutes SELECT trip, command, ms / "
                  + MINUTE
                  + " * "
                  + MINUTE
                  + " AS minute, min(value), avg(value), max(value), count(*) FROM samples"
                  + where
                  + " GROUP BY trip, command, minute");
          execute(store.connection(), "DELETE FROM samples" + where);
          execute(store.connection(), "DELETE FROM answers WHERE trip = " + trip);
          execute(store.connection(), "DELETE FROM frames WHERE trip = " + trip);
        });
  }

  /** Returns free pages to the file system; returns whether there are more. */
  private boolean vacuum() throws SQLException {
    if (store.number("PRAGMA freelist_count") < PAGES_OF_A_STEP) {
      return false;
    }
    try (Statement statement = store.connection().createStatement()) {
      statement.execute("PRAGMA incremental_vacuum(" + PAGES_OF_A_STEP + ")");
    }
    return true;
  }
}
