package io.obdio.socketio.history;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The rows of the tables {@code codes} and {@code freeze_frames}. */
final class CodeRows {

  private static final String COLUMNS =
      "vin, kind, ecu, code, first_seen, last_seen, times, present";

  private CodeRows() {}

  static List<CodeSeen> read(Connection database) throws SQLException {
    List<CodeSeen> codes = new ArrayList<>();
    try (Statement statement = database.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT " + COLUMNS + " FROM codes ORDER BY last_seen DESC, code");
        PreparedStatement frame =
            database.prepareStatement(
                "SELECT command, value FROM freeze_frames WHERE vin = ? AND kind = ? AND ecu = ?"
                    + " AND code = ?")) {
      while (row.next()) {
        for (int i = 1; i <= 4; i++) {
          frame.setString(i, row.getString(i));
        }
        codes.add(
            new CodeSeen(
                row.getString(1),
                row.getString(4),
                row.getString(2),
                row.getString(3),
                row.getLong(5),
                row.getLong(6),
                row.getInt(7),
                row.getBoolean(8),
                values(frame)));
      }
    }
    return codes;
  }

  private static Map<String, String> values(PreparedStatement frame) throws SQLException {
    Map<String, String> values = new TreeMap<>();
    try (ResultSet row = frame.executeQuery()) {
      while (row.next()) {
        values.put(row.getString(1), row.getString(2));
      }
    }
    return values;
  }

  static void write(Connection database, Collection<CodeSeen> codes) throws SQLException {
    if (codes.isEmpty()) {
      return;
    }
    try (PreparedStatement insert =
            database.prepareStatement("INSERT OR REPLACE INTO codes VALUES(?,?,?,?,?,?,?,?)");
        PreparedStatement value =
            database.prepareStatement("INSERT OR REPLACE INTO freeze_frames VALUES(?,?,?,?,?,?)")) {
      for (CodeSeen code : codes) {
        bindKey(insert, code);
        insert.setLong(5, code.firstSeen());
        insert.setLong(6, code.lastSeen());
        insert.setInt(7, code.times());
        insert.setBoolean(8, code.present());
        insert.executeUpdate();
        for (Map.Entry<String, String> entry : code.freezeFrame().entrySet()) {
          bindKey(value, code);
          value.setString(5, entry.getKey());
          value.setString(6, entry.getValue());
          value.executeUpdate();
        }
      }
    }
  }

  private static void bindKey(PreparedStatement statement, CodeSeen code) throws SQLException {
    statement.setString(1, code.vin());
    statement.setString(2, code.kind());
    statement.setString(3, code.ecu());
    statement.setString(4, code.code());
  }
}
