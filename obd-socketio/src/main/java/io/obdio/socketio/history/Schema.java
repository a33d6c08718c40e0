package io.obdio.socketio.history;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** The tables of the database. docs/history.md describes them for users of other tools. */
final class Schema {

  /** The statements that lead from each version to the next one; version 0 is an empty file. */
  private static final List<List<String>> MIGRATIONS =
      List.of(
          List.of(
              "CREATE TABLE meta(key TEXT PRIMARY KEY, value) WITHOUT ROWID",
              "CREATE TABLE trips(id INTEGER PRIMARY KEY AUTOINCREMENT, begin_time INTEGER NOT NULL,"
                  + " end_time INTEGER NOT NULL, running INTEGER NOT NULL,"
                  + " clock_set INTEGER NOT NULL, vin TEXT NOT NULL, protocol TEXT NOT NULL,"
                  + " distance REAL, moving INTEGER NOT NULL, fuel REAL, energy REAL,"
                  + " odometer REAL)",
              "CREATE TABLE commands(id INTEGER PRIMARY KEY, name TEXT NOT NULL,"
                  + " unit TEXT NOT NULL, unit_name TEXT NOT NULL, description TEXT NOT NULL,"
                  + " request TEXT NOT NULL, ecu TEXT NOT NULL)",
              // Ordered by trip, command and time: one command of a trip is one range of pages.
              "CREATE TABLE samples(trip INTEGER NOT NULL, command INTEGER NOT NULL,"
                  + " ms INTEGER NOT NULL, value REAL NOT NULL, answer,"
                  + " PRIMARY KEY(trip, command, ms)) WITHOUT ROWID",
              "CREATE TABLE states(trip INTEGER NOT NULL, command INTEGER NOT NULL,"
                  + " ms INTEGER NOT NULL, value TEXT NOT NULL, answer,"
                  + " PRIMARY KEY(trip, command, ms)) WITHOUT ROWID",
              "CREATE TABLE minutes(trip INTEGER NOT NULL, command INTEGER NOT NULL,"
                  + " ms INTEGER NOT NULL, low REAL NOT NULL, mean REAL NOT NULL,"
                  + " high REAL NOT NULL, count INTEGER NOT NULL,"
                  + " PRIMARY KEY(trip, command, ms)) WITHOUT ROWID",
              "CREATE TABLE answers(trip INTEGER NOT NULL, request TEXT NOT NULL,"
                  + " ms INTEGER NOT NULL, answer TEXT NOT NULL,"
                  + " PRIMARY KEY(trip, request, ms)) WITHOUT ROWID",
              "CREATE TABLE codes(vin TEXT NOT NULL, kind TEXT NOT NULL, ecu TEXT NOT NULL,"
                  + " code TEXT NOT NULL, first_seen INTEGER NOT NULL,"
                  + " last_seen INTEGER NOT NULL, times INTEGER NOT NULL,"
                  + " present INTEGER NOT NULL, PRIMARY KEY(vin, kind, ecu, code))"
                  + " WITHOUT ROWID",
              "CREATE TABLE freeze_frames(vin TEXT NOT NULL, kind TEXT NOT NULL,"
                  + " ecu TEXT NOT NULL, code TEXT NOT NULL, command TEXT NOT NULL,"
                  + " value TEXT NOT NULL, PRIMARY KEY(vin, kind, ecu, code, command))"
                  + " WITHOUT ROWID",
              "CREATE TABLE frames(seq INTEGER PRIMARY KEY AUTOINCREMENT, trip INTEGER NOT NULL,"
                  + " from_ms INTEGER NOT NULL, to_ms INTEGER NOT NULL)",
              "CREATE TABLE cursors(name TEXT PRIMARY KEY, seq INTEGER NOT NULL) WITHOUT ROWID",
              "CREATE VIEW trip_list AS SELECT id,"
                  + " strftime('%Y-%m-%dT%H:%M:%SZ', begin_time / 1000, 'unixepoch') AS begin,"
                  + " round((end_time - begin_time) / 60000.0, 1) AS minutes, vin,"
                  + " round(distance, 2) AS km, round(fuel, 2) AS litres,"
                  + " round(energy, 2) AS kwh FROM trips",
              "CREATE VIEW sample_list AS SELECT s.trip, c.name AS command,"
                  + " strftime('%Y-%m-%dT%H:%M:%fZ', (t.begin_time + s.ms) / 1000.0,"
                  + " 'unixepoch') AS time, s.ms, s.value, c.unit FROM samples s"
                  + " JOIN commands c ON c.id = s.command JOIN trips t ON t.id = s.trip"),
          // What the time of a sample is by the monotonic clock, if the other one was never set.
          List.of(
              "CREATE TABLE starts(trip INTEGER PRIMARY KEY, boot TEXT NOT NULL,"
                  + " ms INTEGER NOT NULL)"));

  /** The version of this program. */
  static final int VERSION = MIGRATIONS.size();

  private Schema() {}

  /**
   * Creates the tables, or converts those of an older version.
   *
   * @throws HistoryException if a newer version has written the database
   */
  static void migrate(Connection database) throws SQLException, HistoryException {
    int version = version(database);
    if (version > VERSION) {
      throw new HistoryException(
          "the history was written by a newer version of OBDio (tables of version "
              + version
              + ", this program has "
              + VERSION
              + "): use that version, or another file");
    }
    if (version == VERSION) {
      return;
    }
    try (Statement statement = database.createStatement()) {
      statement.execute("BEGIN IMMEDIATE");
      for (List<String> step : MIGRATIONS.subList(version, VERSION)) {
        for (String sql : step) {
          statement.execute(sql);
        }
      }
      statement.execute("PRAGMA user_version = " + VERSION);
      statement.execute("COMMIT");
    }
  }

  /** Returns the version of a database; 0 for an empty one. */
  static int version(Connection database) throws SQLException {
    try (Statement statement = database.createStatement();
        ResultSet row = statement.executeQuery("PRAGMA user_version")) {
      return row.next() ? row.getInt(1) : 0;
    }
  }
}
